//! Basic blocks.
//!
//! Invariants: only the last instruction of a block jumps or exits; a block that does not end its flow falls through to the
//! next one in `order`. Block numbers stay valid, removed blocks just leave `order`.

use super::sequence::Sequence;
use super::{Ins, IrOp};

/// Number of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct BlockId(pub(super) u32);

/// Instructions that run from first to last.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    pub(super) ins: Vec<Ins>,
    /// An exception arrives here.
    pub(super) is_handler: bool,
    /// The exception comes with the index of the unit that raised it.
    pub(super) with_lasti: bool,
    /// Only reached through exceptions.
    pub(super) cold: bool,
    /// Depth of the stack on entry, once known.
    pub(super) depth: Option<i32>,
}

impl Block {
    /// Whether control goes on to the next block.
    pub(super) fn falls_through(&self) -> bool {
        !self.ins.last().is_some_and(Ins::ends_block)
    }

    /// Whether the block leaves the code unit.
    pub(super) fn exits(&self) -> bool {
        self.ins.last().is_some_and(Ins::is_exit)
    }
}

/// A control flow graph.
#[derive(Debug)]
pub(super) struct Graph {
    blocks: Vec<Block>,
    /// The layout. The first block is the entry.
    pub(super) order: Vec<BlockId>,
}

impl Graph {
    /// Cuts a sequence into blocks.
    pub(super) fn new(sequence: Sequence) -> Graph {
        let Sequence { ins, labels } = sequence;
        let mut starts = vec![false; ins.len() + 1];
        starts[0] = true;
        for (index, ins) in ins.iter().enumerate() {
            if let Some(label) = ins.target {
                starts[labels[label.0 as usize].expect("every label that is used is placed")] = true;
            }
            if ins.is_jump() || ins.is_exit() {
                starts[index + 1] = true;
            }
        }
        let mut block_at = Vec::with_capacity(starts.len());
        let mut count = 0;
        for start in &starts {
            count += u32::from(*start);
            block_at.push(BlockId(count - 1));
        }
        let mut graph =
            Graph { blocks: vec![Block::default(); count as usize], order: (0..count).map(BlockId).collect() };
        for (mut ins, id) in ins.into_iter().zip(&block_at) {
            ins.target = ins.target.map(|label| {
                let place = labels[label.0 as usize].expect("every label that is used is placed");
                block_at[place]
            });
            graph.block_mut(*id).ins.push(ins);
        }
        graph
    }

    pub(super) fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    pub(super) fn block_mut(&mut self, id: BlockId) -> &mut Block {
        &mut self.blocks[id.0 as usize]
    }

    /// A new block, outside of the layout.
    pub(super) fn add_block(&mut self, block: Block) -> BlockId {
        self.blocks.push(block);
        BlockId(self.blocks.len() as u32 - 1)
    }

    /// The number of blocks, those outside of the layout included.
    pub(super) fn block_count(&self) -> usize {
        self.blocks.len()
    }

    pub(super) fn entry(&self) -> BlockId {
        self.order[0]
    }

    /// For every block the one laid out after it.
    pub(super) fn successors(&self) -> Vec<Option<BlockId>> {
        let mut next = vec![None; self.blocks.len()];
        for pair in self.order.windows(2) {
            next[pair[0].0 as usize] = Some(pair[1]);
        }
        next
    }

    /// The first block from here on that has instructions.
    pub(super) fn skip_empty(&self, id: BlockId, next: &[Option<BlockId>]) -> BlockId {
        let mut id = id;
        while self.block(id).ins.is_empty() {
            match next[id.0 as usize] {
                Some(after) => id = after,
                None => break,
            }
        }
        id
    }

    /// How many jumps, setups and falls lead to each block.
    pub(super) fn count_predecessors(&self) -> Vec<u32> {
        let mut count = vec![0; self.blocks.len()];
        let next = self.successors();
        count[self.skip_empty(self.entry(), &next).0 as usize] = 1;
        for id in &self.order {
            let block = self.block(*id);
            for ins in &block.ins {
                if let Some(target) = ins.target
                    && (ins.is_jump() || ins.is_setup())
                {
                    count[self.skip_empty(target, &next).0 as usize] += 1;
                }
            }
            if block.falls_through()
                && let Some(after) = next[id.0 as usize]
                && !block.ins.is_empty()
            {
                count[self.skip_empty(after, &next).0 as usize] += 1;
            }
        }
        count
    }

    /// Visits every instruction in layout order.
    pub(super) fn for_each(&mut self, mut visit: impl FnMut(&mut Ins)) {
        for index in 0..self.order.len() {
            let id = self.order[index];
            self.block_mut(id).ins.iter_mut().for_each(&mut visit);
        }
    }
}

impl Ins {
    /// Whether the graph has an edge along the target. END_ASYNC_FOR only names a place.
    pub(super) fn edge(&self) -> Option<BlockId> {
        if self.is_jump() || self.is_setup() { self.target } else { None }
    }

    /// A plain jump.
    pub(super) fn jump_to(target: BlockId, pos: taipan_bytecode::Position) -> Ins {
        Ins { op: IrOp::JumpNoInterrupt, arg: 0, target: Some(target), handler: None, pos }
    }
}
