"""A surface turned towards the reader."""

from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class Solid:
    """A surface turned towards the reader.

    Parameters
    ----------
    places : ndarray (n, 3)
        Corners in view coordinates, cm.
    triangles : ndarray (m, 3) of int
        Anticlockwise where they face the reader.
    normals : ndarray (n, 3)
        Outward unit normals in view coordinates.
    missing : ndarray (n,)
        The surface ends where this passes 0.5: a cut that needs no new triangles.
    flat : ndarray (n,) of bool
        Corners of a cut face, which is shown in one flat tone.
    """

    places: np.ndarray
    triangles: np.ndarray
    normals: np.ndarray
    missing: np.ndarray
    flat: np.ndarray

    def facing(self):
        """Triangles (k, 3) that face the reader."""
        u, v = self.places[:, 0], self.places[:, 1]
        a, b, c = self.triangles.T
        area = (u[b] - u[a]) * (v[c] - v[a]) - (u[c] - u[a]) * (v[b] - v[a])
        return self.triangles[area > 1e-9]

    def softened(self, times=2):
        """Average every normal with its neighbours, which calms the light."""
        normals = self.normals
        around = [np.roll(self.triangles, shift, axis=1) for shift in (1, 2)]
        ends = np.column_stack([np.tile(self.triangles.ravel(), 2), np.ravel(around)])
        for _ in range(times):
            total = np.stack(
                [np.bincount(ends[:, 0], axis[ends[:, 1]], len(normals)) for axis in normals.T], 1
            )
            count = np.maximum(np.bincount(ends[:, 0], minlength=len(normals)), 1)[:, None]
            mixed = normals + total / count
            normals = mixed / np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-12)
        return replace(self, normals=np.where(self.flat[:, None], self.normals, normals))

    def within(self, box):
        """Return the part that may show in a box ``(left, right, bottom, top)``, cm."""
        corners = self.places[self.triangles]
        low, high = corners.min(axis=1), corners.max(axis=1)
        left, right, bottom, top = box
        shows = (
            (high[:, 0] > left) & (low[:, 0] < right) & (high[:, 1] > bottom) & (low[:, 1] < top)
        )
        used, triangles = np.unique(self.triangles[shows], return_inverse=True)
        each = (self.places, self.normals, self.missing, self.flat)
        places, normals, missing, flat = (values[used] for values in each)
        return Solid(places, triangles.reshape(-1, 3), normals, missing, flat)

    def refined(self):
        """Every triangle in four, the new corners on the curve that the normals ask for.

        The middle of an edge is that of the cubic of Vlachos and others, "Curved PN triangles"
        (2001); corners stay where they are.
        """
        n = len(self.places)
        edges = np.sort(np.stack([self.triangles, np.roll(self.triangles, -1, 1)], axis=2), axis=2)
        name, index = np.unique(edges[..., 0] * n + edges[..., 1], return_inverse=True)
        a, b = name // n, name % n
        chord = self.places[b] - self.places[a]
        bulge = sum(
            sign * np.einsum("ij,ij->i", chord, self.normals[end])[:, None] * self.normals[end]
            for end, sign in ((a, 1), (b, -1))
        )
        middles = (self.places[a] + self.places[b]) / 2 - bulge / 8 * ~self.flat[a, None]
        between = self.normals[a] + self.normals[b]
        between /= np.maximum(np.linalg.norm(between, axis=1, keepdims=True), 1e-12)
        (p, q, r), (pq, qr, rp) = self.triangles.T, (index.reshape(-1, 3) + n).T
        parts = [(p, pq, rp), (q, qr, pq), (r, rp, qr), (pq, qr, rp)]
        return Solid(
            np.vstack([self.places, middles]),
            np.vstack([np.column_stack(part) for part in parts]),
            np.vstack([self.normals, between]),
            np.hstack([self.missing, (self.missing[a] + self.missing[b]) / 2]),
            np.hstack([self.flat, self.flat[a] & self.flat[b]]),
        )
