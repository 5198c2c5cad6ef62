"""Particles bouncing in a box: attributes of many objects read and written through methods."""

import random
import sys


class Particle:
    def __init__(self, x, y, vx, vy):
        self.x = x
        self.y = y
        self.vx = vx
        self.vy = vy
        self.bounces = 0

    def move(self, dt):
        self.vy -= 9.81 * dt
        self.x += self.vx * dt
        self.y += self.vy * dt
        if self.x < 0.0:
            self.x = -self.x
            self.vx = -self.vx
            self.bounces += 1
        elif self.x > 1.0:
            self.x = 2.0 - self.x
            self.vx = -self.vx
            self.bounces += 1
        if self.y < 0.0:
            self.y = -self.y
            self.vy = -0.9 * self.vy
            self.bounces += 1


class Box:
    def __init__(self, count):
        self.particles = []
        self.time = 0.0
        for _ in range(count):
            x = random.random()
            y = random.random()
            self.particles.append(Particle(x, y, random.random() - 0.5, random.random() - 0.5))

    def step(self, dt):
        for particle in self.particles:
            particle.move(dt)
        self.time += dt


def main():
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    random.seed(2024)
    box = Box(1000)
    for _ in range(steps):
        box.step(0.001)
    bounces = 0
    mean_x = 0.0
    mean_y = 0.0
    for p in box.particles:
        bounces += p.bounces
        mean_x += p.x / len(box.particles)
        mean_y += p.y / len(box.particles)
    print("%.3f %d %.6f %.6f" % (box.time, bounces, mean_x, mean_y))


if __name__ == "__main__":
    main()
