"""A sphere-marching renderer: a Vec class with operator overloading, methods, and a scene of objects."""

import math
import sys


class Vec:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vec(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vec(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def length(self):
        return math.sqrt(self.dot(self))

    def unit(self):
        return self * (1.0 / self.length())


class Sphere:
    def __init__(self, centre, radius):
        self.centre = centre
        self.radius = radius

    def distance(self, point):
        return (point - self.centre).length() - self.radius


class Floor:
    def __init__(self, height):
        self.height = height

    def distance(self, point):
        return point.y - self.height


def scene_distance(scene, point):
    nearest = 1e9
    for thing in scene:
        d = thing.distance(point)
        if d < nearest:
            nearest = d
    return nearest


def march(scene, origin, direction):
    """How far the ray goes until it hits something, or None."""
    travelled = 0.0
    for _ in range(60):
        d = scene_distance(scene, origin + direction * travelled)
        if d < 0.001:
            return travelled
        travelled += d
        if travelled > 30.0:
            return None
    return None


def normal(scene, point):
    e = 0.001
    d = scene_distance(scene, point)
    return Vec(
        scene_distance(scene, point + Vec(e, 0.0, 0.0)) - d,
        scene_distance(scene, point + Vec(0.0, e, 0.0)) - d,
        scene_distance(scene, point + Vec(0.0, 0.0, e)) - d,
    ).unit()


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 350
    scene = [
        Sphere(Vec(0.0, 0.0, 6.0), 1.5),
        Sphere(Vec(2.0, -0.5, 5.0), 0.75),
        Floor(-1.5),
    ]
    eye = Vec(0.0, 0.5, 0.0)
    light = Vec(-1.0, 2.0, -1.5).unit()
    hits = 0
    brightness = 0.0
    for row in range(n):
        for column in range(n):
            direction = Vec((column - n / 2) / n, (n / 2 - row) / n, 1.0).unit()
            distance = march(scene, eye, direction)
            if distance is not None:
                hits += 1
                point = eye + direction * distance
                brightness += max(0.0, normal(scene, point).dot(light))
    print("%d %.4f" % (hits, brightness))


if __name__ == "__main__":
    main()
