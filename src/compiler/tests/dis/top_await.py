# options: await
await a
async for x in a: pass
[x async for x in a]
