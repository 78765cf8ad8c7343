"""Writes what pyfixest says of the panels in this folder, with two and three fixed effects, to effects.json.

Run with: python make_effects.py (pyfixest 0.60.0, numpy 2.4.6, pandas 3.1.1), after make.py.
"""

import json
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import pyfixest as pf

here = Path(__file__).parent


def badly_connected():
    """Workers who hardly ever change firms: three effects that hang together by few rows."""
    rng = np.random.default_rng(31)
    rows = []
    for worker in range(300):
        firm = worker // 6
        for year in range(6):
            if rng.random() < 0.03:
                firm = int(rng.integers(0, 50))
            d = int(worker % 2 == 0 and year >= 2 + worker % 3)
            x = rng.normal() + 0.1 * firm
            y = rng.normal(firm / 5, 1) + worker / 50 + 0.4 * year + 0.8 * d + 0.5 * x
            rows.append((worker, firm, year, d, round(x, 6), round(y, 6), round(float(rng.uniform(0.5, 2)), 3)))
    return pd.DataFrame(rows, columns=["worker", "firm", "year", "d", "x", "y", "w"])


workers = badly_connected()
workers.to_csv(here / "workers.csv", index=False)
tables = {name: pd.read_csv(here / f"{name}.csv") for name in ["balanced", "unbalanced", "singletons", "sparse"]} | {"workers": workers}
cases = [
    ("balanced", "d", ["unit", "year"], "unit", None),
    ("balanced", "d + x", ["unit", "year"], "region", None),
    ("unbalanced", "d", ["unit", "year"], "unit", None),
    ("unbalanced", "d + x", ["unit", "year"], "region", None),
    ("unbalanced", "d + x", ["unit", "year", "region"], "unit", None),
    ("singletons", "d", ["unit", "year"], "unit", None),
    ("sparse", "d + x", ["unit", "year"], "year", None),
    ("workers", "d + x", ["worker", "firm", "year"], "firm", None),
    ("workers", "d + x", ["worker", "year"], "worker", "w"),
    ("workers", "d", ["worker", "firm", "year"], "worker", "w"),
]
told = {"versions": {name: version(name) for name in ["pyfixest", "numpy", "pandas"]}, "cases": []}
for table, formula, effects, cluster, weights in cases:
    fit = pf.feols(
        f"y ~ {formula} | {' + '.join(effects)}", tables[table], vcov={"CRV1": cluster}, weights=weights,
        fixef_rm="singleton", demeaner=pf.MapDemeaner(fixef_tol=1e-13, fixef_maxiter=1_000_000),
    )
    told["cases"].append({
        "file": table, "regressors": formula.split(" + "), "effects": effects, "cluster": cluster, "weights": weights,
        "coefficients": [float(fit.coef()[name]) for name in formula.split(" + ")],
        "errors": [float(fit.se()[name]) for name in formula.split(" + ")],
        "rows": int(fit._N),
    })
(here / "effects.json").write_text(json.dumps(told, indent=1) + "\n")
