# time: clocks go forward, sleep sleeps, conversions convert.
import time

a = time.perf_counter()
b = time.monotonic()
time.sleep(0.01)
c = time.perf_counter()
print(c > a, c - a >= 0.009, time.monotonic() > b, type(time.time()).__name__, time.time() > 1.6e9, type(time.time_ns()).__name__, time.perf_counter_ns() > 0, time.process_time() >= 0, time.thread_time() >= 0)
t = time.gmtime(0)
print(t.tm_year, t[1], t.tm_wday, t.tm_yday, tuple(t), time.strftime("%Y-%m-%d %H:%M:%S", t), time.gmtime(86400 * 365).tm_year, time.asctime(t), time.struct_time(range(9)).tm_min)
print(time.strptime("2020-02-29 12:30", "%Y-%m-%d %H:%M")[:5], time.strftime("%j %a %b %%", time.gmtime(951782400)), time.get_clock_info("monotonic").monotonic)
for action in (lambda: time.sleep(-1), lambda: time.sleep("a"), lambda: time.strptime("x", "%Y"), lambda: time.gmtime("a")):
    try:
        action()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
