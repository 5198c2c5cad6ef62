//! The compile thread: jobs in, outcomes out, in order.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::job::{Job, Outcome, Workshop, run_guarded};
use crate::backend::cranelift::Compiler;

/// When there is nothing to do for so long, memory is given back.
const PAUSE: Duration = Duration::from_millis(50);

/// Told on the compile thread whenever an outcome is ready; sets the eval breaker, say.
pub type Notify = Box<dyn Fn() + Send>;

/// A running compile thread. Dropping it finishes the job at hand and forgets the rest.
pub(super) struct Worker {
    jobs: Option<Sender<Job>>,
    outcomes: Receiver<Outcome>,
    ready: Arc<AtomicUsize>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts a thread.
    pub fn start(mut compiler: Compiler, shop: Workshop, notify: Notify) -> std::io::Result<Self> {
        let (jobs, inbox) = channel::<Job>();
        let (outbox, outcomes) = channel();
        let ready = Arc::new(AtomicUsize::new(0));
        let counter = ready.clone();
        let thread = std::thread::Builder::new().name("taipan-jit".to_owned()).spawn(move || {
            let mut next = inbox.recv().ok();
            while let Some(job) = next {
                let mut outcome = run_guarded(job, &mut compiler, &shop);
                outcome.on_worker = true;
                if outbox.send(outcome).is_err() {
                    return;
                }
                counter.fetch_add(1, Ordering::Release);
                notify();
                next = match inbox.recv_timeout(PAUSE) {
                    Err(RecvTimeoutError::Timeout) => {
                        compiler.rest();
                        inbox.recv().ok()
                    }
                    job => job.ok(),
                };
            }
        })?;
        Ok(Self { jobs: Some(jobs), outcomes, ready, thread: Some(thread) })
    }

    /// In a forked child the thread does not exist: forgets it without waiting for it.
    pub fn forget(mut self) {
        // Dropping a handle lets go of the thread; the channel's ends are dropped with `self`.
        drop(self.thread.take());
    }

    /// Hands a job over. False if the thread is gone.
    pub fn submit(&self, job: Job) -> bool {
        self.jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok())
    }

    /// Whether [`Self::take`] would give something; cheap.
    pub fn has_outcome(&self) -> bool {
        self.ready.load(Ordering::Acquire) != 0
    }

    /// A finished job, if there is one.
    pub fn take(&self) -> Option<Outcome> {
        let outcome = self.outcomes.try_recv().ok()?;
        self.ready.fetch_sub(1, Ordering::Relaxed);
        Some(outcome)
    }

    /// Waits for a finished job; none if the thread is gone.
    pub fn wait(&self) -> Option<Outcome> {
        let outcome = self.outcomes.recv().ok()?;
        // The thread counts after it has sent.
        while self.ready.load(Ordering::Acquire) == 0 {
            std::hint::spin_loop();
        }
        self.ready.fetch_sub(1, Ordering::Relaxed);
        Some(outcome)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            // A panic on the compile thread has been reported there.
            drop(thread.join());
        }
    }
}
