"""Makes synthetic.csv and synthetic_predictors.csv and prints what pysyncon 1.7.0 says of them.

Run with: python synthetic.py. The weights of pysyncon come from a general optimiser (SLSQP) and carry about six
digits; on the donors that it chooses the optimum is solved for exactly and its conditions are checked.
"""

import numpy as np
import pandas as pd
from pathlib import Path
from pysyncon import Synth

here = Path(__file__).parent
rng = np.random.default_rng(44)
donors, periods, before = 24, 20, 14
factors = np.cumsum(rng.normal(size=(periods, 3)), axis=0) * 0.8
loadings = rng.uniform(0, 1, size=(donors + 1, 3))
level = 20 + 4 * loadings[:, 0]
y = level[:, None] + loadings @ factors.T + 0.3 * rng.normal(size=(donors + 1, periods))
y[0, before:] += 2.5
y = np.round(y, 4)
np.savetxt(here / "synthetic.csv", y.T, delimiter=",", fmt="%.4f", header=",".join(["treated"] + [f"d{j}" for j in range(donors)]), comments="")
x = np.round(np.column_stack([y[:, :before].mean(1), y[:, before - 1], loadings + 0.05 * rng.normal(size=loadings.shape)]), 4)
np.savetxt(here / "synthetic_predictors.csv", x, delimiter=",", fmt="%.4f", header="mean,last,a,b,c", comments="")

names = [f"d{j}" for j in range(donors)]


def exact(X0, X1, w):
    """The optimum on the donors that carry weight; asserts that no other donor would help."""
    s = np.flatnonzero(w > 1e-4)
    P = X0[:, s] - X1[:, None]
    k = len(s)
    K = np.block([[P.T @ P, np.ones((k, 1))], [np.ones((1, k)), np.zeros((1, 1))]])
    a = np.linalg.solve(K, np.r_[np.zeros(k), 1])[:k]
    full = np.zeros(X0.shape[1]); full[s] = a
    r = X0 @ full - X1
    assert (a > 0).all() and (X0.T @ r - r @ X1 >= r @ r - 1e-8).all(), "not optimal"
    return full


def both(X0, X1):
    w, loss = Synth().w_optimize(V_mat=np.eye(len(X1)), X0=X0, X1=X1)
    full = exact(X0, X1, w)
    print("  pysyncon differs from the exact optimum by", np.abs(full - w).max())
    return full


w = both(y[1:, :before].T, y[0, :before])
gap = y[0] - w @ y[1:]
print("outcomes", {names[j]: float(w[j]) for j in np.flatnonzero(w)}, "effect", gap[before:].mean(), "before", np.sqrt((gap[:before] ** 2).mean()), "after", np.sqrt((gap[before:] ** 2).mean()))
ratios = []
for j in range(donors):
    others = [i for i in range(1, donors + 1) if i != j + 1]
    v = both(y[others, :before].T, y[j + 1, :before])
    g = y[j + 1] - v @ y[others]
    ratios.append(np.sqrt((g[before:] ** 2).mean() / (g[:before] ** 2).mean()))
own = np.sqrt((gap[before:] ** 2).mean() / (gap[:before] ** 2).mean())
print("placebo p", (1 + sum(r >= own for r in ratios)) / (donors + 1), [float(r) for r in ratios])

X = pd.DataFrame(x.T, columns=["treated"] + names)
Z = pd.DataFrame(y.T[:before], columns=["treated"] + names)
args = dict(X0=X[names], X1=X["treated"], Z0=Z[names], Z1=Z["treated"])
V = np.array([0.3, 0.3, 0.2, 0.1, 0.1])
s = Synth(); s.fit(**args, custom_V=V)
scaled = (x.T / x.T.std(axis=1, ddof=1)[:, None]) * np.sqrt(V)[:, None]
w = exact(scaled[:, 1:], scaled[:, 0], s.W)
print("given V", {names[j]: float(w[j]) for j in np.flatnonzero(w)}, np.abs(w - s.W).max())
s = Synth(); s.fit(**args)
print("best V: loss", s.loss_V, "V", s.V)
