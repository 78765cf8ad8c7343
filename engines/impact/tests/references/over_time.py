"""Makes wait_list.csv and stepped_wedge.csv and prints what plain matrices say of them.

Run with: python over_time.py. Every effect of a unit or a period is a column of its own, and CR2 with the degrees of freedom
of Bell and McCaffrey is computed from the full matrices of their paper; the engine takes the effects out first. The
coefficients are those of statsmodels 0.15.0 as well.
"""

import numpy as np
import pandas as pd
import statsmodels.api as sm
from pathlib import Path

here = Path(__file__).parent
rng = np.random.default_rng(2027)


def made(name, starts, periods, holes):
    rows = []
    for unit, start in enumerate(starts):
        level, last = 30 + 5 * rng.normal(), rng.normal()
        for period in range(periods):
            last = 0.5 * last + rng.normal()
            if rng.random() < holes:
                continue
            d = int(start is not None and period >= start)
            rows.append((f"u{unit:02}", period, d, round(level + 0.3 * period + 2 * last - 2.5 * d, 4)))
    table = pd.DataFrame(rows, columns=["unit", "period", "d", "y"])
    table.to_csv(here / f"{name}.csv", index=False)
    return table


def cr2(X, y, g, at):
    n = len(y)
    M = np.linalg.pinv(X.T @ X)
    H = X @ M @ X.T
    e = y - H @ y
    l = np.zeros(X.shape[1])
    l[at] = 1
    G, var = [], 0
    for c in np.unique(g):
        s = g == c
        w, V = np.linalg.eigh(np.eye(s.sum()) - H[np.ix_(s, s)])
        A = V @ np.diag([1 / np.sqrt(v) if v > 1e-9 else 0 for v in w]) @ V.T
        a = A @ X[s] @ M @ l
        var += (a @ e[s]) ** 2
        G.append((np.eye(n) - H)[:, s] @ a)
    K = np.array(G) @ np.array(G).T
    return (M @ X.T @ y)[at], np.sqrt(var), np.trace(K) ** 2 / (K**2).sum()


for holes, name in [(0.0, "wait_list"), (0.08, "wait_list_holes")]:
    lot = rng.permutation(18) < 7
    d = made(name, [5 if first else None for first in lot], 9, holes)
    mean = d.groupby("period").y.transform("mean")
    before = (d.y - mean)[d.period < 5].groupby(d.unit).mean()
    ever = d.groupby("unit").d.max()
    after = d[d.period >= 5]
    X = np.column_stack([after.unit.map(ever), after.unit.map(before)] + [after.period == p for p in range(5, 9)]).astype(float)
    print(name, [repr(float(v)) for v in cr2(X, after.y.to_numpy(), after.unit.to_numpy(), 0)], float(sm.OLS(after.y.to_numpy(), X).fit().params[0]))

for holes, name in [(0.0, "stepped_wedge"), (0.08, "stepped_wedge_holes")]:
    d = made(name, [1 + unit // 3 for unit in range(15)], 7, holes)
    units, periods = pd.get_dummies(d.unit).to_numpy(float), pd.get_dummies(d.period).to_numpy(float)[:, 1:]
    X = np.column_stack([d.d, units, periods])
    print(name, [repr(float(v)) for v in cr2(X, d.y.to_numpy(), d.unit.to_numpy(), 0)], float(sm.OLS(d.y.to_numpy(), X).fit().params[0]))
