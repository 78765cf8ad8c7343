"""Prints what statsmodels 0.15.0 and plain matrices say of clustered.csv.

Run with: python inference.py. CR2 with the degrees of freedom of Bell and McCaffrey and the exact wild bootstrap are
computed from the full matrices of their papers, without the short cuts of the engine.
"""

import itertools
import numpy as np
import pandas as pd
import scipy.linalg as sl
import scipy.stats as st
import statsmodels.api as sm
from pathlib import Path
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestIndPower

d = pd.read_csv(Path(__file__).parent / "clustered.csv")
print(d.head(), d.shape, d.region.nunique())
y = d.y.to_numpy()
X = np.column_stack([np.ones(len(d)), d.t, d.x]).astype(float)
g = d.region.astype("category").cat.codes.to_numpy()
for kind in ["HC1", "HC2", "HC3"]:
    print(kind, float(sm.OLS(y, X).fit(cov_type=kind).bse[1]))
n, k = X.shape
M = np.linalg.inv(X.T @ X)
H = X @ M @ X.T
e = y - H @ y
l = np.array([0, 1.0, 0])
G = []
var = 0
for c in np.unique(g):
    s = g == c
    w, V = np.linalg.eigh(np.eye(s.sum()) - H[np.ix_(s, s)])
    A = V @ np.diag([1 / np.sqrt(v) if v > 1e-10 else 0 for v in w]) @ V.T
    a = A @ X[s] @ M @ l
    var += (a @ e[s]) ** 2
    G.append((np.eye(n) - H)[:, s] @ a)
G = np.array(G).T
K = G.T @ G
print("CR2", np.sqrt(var), "df", np.trace(K) ** 2 / (K**2).sum())

# The wild bootstrap, exact: every sign of every cluster.
codes = np.unique(g)
def tstat(yy):
    b = M @ X.T @ yy
    u = yy - X @ b
    s = np.array([(X[g == c] @ M @ l) @ u[g == c] for c in codes])
    return b[1] / np.sqrt((s**2).sum())
R = X[:, [0, 2]]
f = R @ np.linalg.lstsq(R, y, rcond=None)[0]
u = y - f
t0 = tstat(y)
ts = [tstat(f + u * np.array(v)[np.searchsorted(codes, g)]) for v in itertools.product([1, -1], repeat=len(codes))]
print("wild", t0, np.mean(np.abs(ts) >= abs(t0) * (1 - 1e-12)), len(ts))
p = [0.001, 0.013, 0.04, 0.02, 0.3]
print("holm", multipletests(p, method="holm")[1].tolist(), "bh", multipletests(p, method="fdr_bh")[1].tolist())
print("power", TTestIndPower().power(0.35, 40, 0.05, ratio=1.5), "nct", st.nct.cdf([2.0, -0.5, 30.0], [10, 4, 50], [1.0, 0.7, 28.0]).tolist())
print("ttest smallest", TTestIndPower().solve_power(None, 25, 0.05, 0.9))

# Hussey and Hughes (2007), eq. 8, from the weighted least squares of their model.
def wedge(steps, per, size, icc, sd):
    I, T = steps * per, steps + 1
    rows = []
    Xs = np.zeros((I * T, T + 1))
    for i in range(I):
        for t in range(T):
            Xs[i * T + t, t] = 1
            Xs[i * T + t, T] = float(t > i // per)
    V = sd**2 * icc * np.ones((T, T)) + sd**2 * (1 - icc) / size * np.eye(T)
    Vi = np.kron(np.eye(I), np.linalg.inv(V))
    return np.sqrt(np.linalg.inv(Xs.T @ Vi @ Xs)[T, T])
print("wedge", wedge(4, 6, 50, 0.05, 1.0), wedge(3, 2, 10, 0.2, 5.0))
