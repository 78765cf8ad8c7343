"""Makes the staggered data sets in this folder and writes what other packages say of them to staggered.json.

Run with: python make_staggered.py (csdid 0.4.3, drdid 1.1.7, differences 0.3.0, numpy 2.4.6, pandas 3.1.1).
mpdta.csv comes with csdid (github.com/d2cml-ai/csdid, data/mpdta.csv, MIT): log teen employment (lemp) of 500 counties
of the USA in 2003-2007, log population (lpop), and the year in which the minimum wage was raised (first_treat, 0 for
never); Callaway and Sant'Anna (2021), section 5.
"""

import contextlib
import io
import json
import os
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
from csdid.att_gt import ATTgt
from differences import ATTgt as DifferencesATTgt

warnings.simplefilter("ignore")
here = Path(__file__).parent


def staggered(seed, units, periods, starts, regions=9):
    rng = np.random.default_rng(seed)
    rows = []
    for unit in range(units):
        start = starts[unit % len(starts)]
        level, x = rng.normal(50, 10), rng.normal()
        weight = round(float(rng.uniform(0.5, 3)), 3)
        shock = 0.0
        for period in range(1, periods + 1):
            shock = 0.5 * shock + rng.normal(0, 2)
            effect = 1.5 + 0.4 * (period - start) if start and period >= start else 0.0
            y = level + 0.6 * period + 0.5 * x * period + effect + shock
            rows.append((unit + 1, period, start, unit // len(starts) % regions, round(x, 5), weight, round(y, 5)))
    return pd.DataFrame(rows, columns=["unit", "period", "start", "region", "x", "weight", "y"])


whole = staggered(21, 72, 7, [0, 3, 4, 6, 0, 3])
everyone = staggered(22, 45, 6, [3, 4, 6])
early = pd.concat([whole, staggered(23, 8, 7, [1]).assign(unit=lambda f: f.unit + 100)], ignore_index=True)
rng = np.random.default_rng(24)
holes = whole[rng.random(len(whole)) < 0.85].reset_index(drop=True)
for name, data in [("staggered", whole), ("staggered_everyone", everyone), ("staggered_early", early), ("staggered_holes", holes)]:
    data.to_csv(here / f"{name}.csv", index=False)
mpdta = pd.read_csv(here / "mpdta.csv").rename(columns={"countyreal": "unit", "year": "period", "first_treat": "start", "lemp": "y", "lpop": "x"})


def plain(value):
    return None if value is None or not np.isfinite(value) else float(value)


def of_csdid(data, covariates=False, control="notyettreated", method="dr", base="varying", anticipation=0, cluster=None, weights=None, holes=False):
    with contextlib.redirect_stdout(io.StringIO()):
        fit = ATTgt(
            yname="y", tname="period", idname="unit", gname="start", data=data.copy(), control_group=[control],
            xformla="y~x" if covariates else None, allow_unbalanced_panel=holes, clustervar=cluster, weights_name=weights,
            anticipation=anticipation, cband=False,
        ).fit(est_method=method, base_period=base, bstrap=False)
        result = fit.results
        answer = {
            "group_time": [
                [float(g), float(t), plain(a), plain(s)]
                for g, t, a, s in zip(result["group"], result["year"], result["att"], result["se"])
            ],
            "wald": [plain(fit.MP["W"]), plain(fit.MP["Wpval"])],
        }
        for kind in ["simple", "dynamic", "group", "calendar"]:
            told = fit.aggte(typec=kind, na_rm=True).atte
            answer[kind] = {"overall": [plain(told["overall_att"]), plain(np.ravel(told["overall_se"])[0])]}
            if kind != "simple":
                ats, errors = np.ravel(told["egt"]), np.ravel(told["se_egt"])
                answer[kind]["effects"] = [[float(at), plain(a), plain(s)] for at, a, s in zip(ats, told["att_egt"], errors)]
    return answer


def figure(row, wanted):
    return [value for name, value in row.items() if name[-1] == wanted][0]


def of_differences(data, covariates=False, control="not_yet_treated", method="dr", base="varying"):
    frame = data.assign(start=data.start.where(data.start > 0)).set_index(["unit", "period"])
    fit = DifferencesATTgt(data=frame, cohort_column="start", base_period=base)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        fit.fit("y ~ x" if covariates else "y", control_group=control, est_method=method, progress_bar=False)
        cells = fit.results(type_of_aggregation=None)
        answer = {"group_time": []}
        for at, row in cells.iterrows():
            answer["group_time"].append([float(at[0]), float(at[-1]), plain(figure(row, "ATT")), plain(figure(row, "std_error"))])
        for kind, name in [("simple", "simple"), ("dynamic", "event"), ("group", "cohort"), ("calendar", "time")]:
            told = fit.aggregate(name, overall=kind != "simple")
            answer[kind] = {"overall": [plain(figure(told.iloc[0], "ATT")), plain(figure(told.iloc[0], "std_error"))]}
    return answer


cases = {
    "mpdta, not yet treated": ("mpdta", mpdta, {}),
    "mpdta, never treated": ("mpdta", mpdta, {"control": "nevertreated"}),
    "mpdta, universal base": ("mpdta", mpdta, {"control": "nevertreated", "base": "universal"}),
    "mpdta, anticipation of one year": ("mpdta", mpdta, {"anticipation": 1}),
    "mpdta, doubly robust": ("mpdta", mpdta, {"covariates": True, "control": "nevertreated"}),
    "mpdta, outcome regression": ("mpdta", mpdta, {"covariates": True, "method": "reg"}),
    "mpdta, weighting": ("mpdta", mpdta, {"covariates": True, "method": "ipw"}),
    "whole": ("staggered", whole, {}),
    "whole, by region": ("staggered", whole, {"cluster": "region"}),
    "whole, weighted": ("staggered", whole, {"weights": "weight"}),
    "whole, weighted, by region": ("staggered", whole, {"weights": "weight", "cluster": "region"}),
    "whole, doubly robust, weighted": ("staggered", whole, {"weights": "weight", "covariates": True}),
    "whole, doubly robust, by region": ("staggered", whole, {"covariates": True, "cluster": "region", "base": "universal"}),
    "whole, weighting, anticipation of one": ("staggered", whole, {"covariates": True, "method": "ipw", "anticipation": 1}),
    "everyone starts": ("staggered_everyone", everyone, {}),
    "treated from the first period": ("staggered_early", early, {}),
    "holes": ("staggered_holes", holes, {"holes": True}),
    "holes, by region": ("staggered_holes", holes, {"holes": True, "cluster": "region"}),
    "holes, never treated, universal base": ("staggered_holes", holes, {"holes": True, "control": "nevertreated", "base": "universal"}),
}
with_differences = {
    "mpdta, not yet treated": {},
    "mpdta, never treated": {"control": "never_treated"},
    "mpdta, doubly robust": {"covariates": True, "control": "never_treated"},
    "mpdta, outcome regression": {"covariates": True, "method": "reg"},
    "mpdta, weighting": {"covariates": True, "method": "std_ipw-mle"},
    "whole": {},
}
told = {"versions": {name: version(name) for name in ["csdid", "drdid", "differences", "numpy", "pandas"]}, "cases": []}
for name, (file, data, asked) in cases.items():
    case = {"name": name, "file": file, "asked": asked, "csdid": of_csdid(data, **asked)}
    if name in with_differences:
        case["differences"] = of_differences(data, **with_differences[name])
    told["cases"].append(case)
(here / "staggered.json").write_text(json.dumps(told, indent=1) + "\n")
