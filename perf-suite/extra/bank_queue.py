"""Customers queueing in a bank: an event loop with heapq and deque, tuples as events, a class per teller."""

import heapq
import math
import random
import sys
from collections import deque

ARRIVE = 0
LEAVE = 1


class Teller:
    def __init__(self, number, speed):
        self.number = number
        self.speed = speed
        self.busy = False
        self.served = 0


def exponential(mean):
    return -mean * math.log(1.0 - random.random())


def simulate(customers, tellers):
    events = [(0.0, 0, ARRIVE, None)]
    waiting = deque()
    serial = 1
    arrived = 0
    longest = 0
    waited = 0.0
    now = 0.0
    while events:
        now, _, kind, teller = heapq.heappop(events)
        if kind == ARRIVE:
            waiting.append(now)
            arrived += 1
            if arrived < customers:
                heapq.heappush(events, (now + exponential(1.0), serial, ARRIVE, None))
                serial += 1
        else:
            teller.busy = False
            teller.served += 1
        for teller in tellers:
            if not teller.busy and waiting:
                waited += now - waiting.popleft()
                teller.busy = True
                heapq.heappush(events, (now + exponential(teller.speed), serial, LEAVE, teller))
                serial += 1
        longest = max(longest, len(waiting))
    return now, waited / customers, longest


def main():
    customers = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
    random.seed(31)
    tellers = [Teller(i, 2.6 + 0.4 * i) for i in range(4)]
    now, wait, longest = simulate(customers, tellers)
    print("%.3f %.6f %d" % (now, wait, longest))
    print([teller.served for teller in tellers])


if __name__ == "__main__":
    main()
