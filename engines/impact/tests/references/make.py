"""Makes the simulated data sets in this folder and prints what other packages say of them.

Run with: python make.py (numpy 2.4.6, pandas 3.1.1, scipy 1.17.1, statsmodels 0.15.0, pyfixest 0.60.0,
linearmodels 7.1). The tests hold the printed figures; the data sets are kept so that they need none of these.
"""

import numpy as np
import pandas as pd
import pyfixest as pf
import scipy.stats as st
import statsmodels.api as sm
from linearmodels.panel import PanelOLS
from statsmodels.stats.proportion import proportion_confint
from pathlib import Path

here = Path(__file__).parent
examples = here.parents[3] / "examples"


def feols(name, data, formula, cluster, what="d"):
    fit = pf.feols(formula, data, vcov={"CRV1": cluster}, fixef_rm="singleton", demeaner=pf.MapDemeaner(fixef_tol=1e-13))
    low, high = fit.confint().loc[what]
    print(name, repr(float(fit.coef()[what])), repr(float(fit.se()[what])), repr(float(low)), repr(float(high)), fit._N)


def panel(seed, units, periods, start, share_kept, regions=6):
    rng = np.random.default_rng(seed)
    rows = []
    for unit in range(units):
        level, slope = rng.normal(50, 10), rng.normal()
        shock = 0.0
        for period in range(periods):
            shock = 0.6 * shock + rng.normal(0, 2)
            x = rng.normal() + 0.3 * period
            d = int(unit % 3 == 0 and period >= start)
            y = level + 0.8 * period + 1.7 * d + 0.9 * x + shock + slope * 0.02
            # A cluster that is not nested: people move between regions.
            region = (unit + (period // 4 if unit % 5 == 0 else 0)) % regions
            if rng.random() < share_kept:
                rows.append((f"u{unit:03d}", 2015 + period, region, d, round(x, 6), round(y, 6)))
    return pd.DataFrame(rows, columns=["unit", "year", "region", "d", "x", "y"])


unbalanced = panel(7, 60, 9, 5, 0.7)
lone = pd.DataFrame([("lone1", 2016, 1, 0, 0.5, 44.0), ("lone2", 2020, 2, 1, 0.1, 61.0), ("u001", 2031, 3, 0, 0.2, 55.0)], columns=unbalanced.columns)
singletons = pd.concat([unbalanced, lone], ignore_index=True)
balanced = panel(11, 24, 6, 3, 1.1)
sparse = panel(3, 40, 30, 14, 0.12)
for name, data in [("unbalanced", unbalanced), ("singletons", singletons), ("balanced", balanced), ("sparse", sparse)]:
    data.to_csv(here / f"{name}.csv", index=False)
    feols(f"{name} unit", data, "y ~ d | unit + year", "unit")
    feols(f"{name} unit covariate", data, "y ~ d + x | unit + year", "unit")
    feols(f"{name} region", data, "y ~ d | unit + year", "region")
    feols(f"{name} year", data, "y ~ d | unit + year", "year")
nested = balanced.assign(region=balanced.unit.str[1:].astype(int) % 8)
nested.to_csv(here / "nested.csv", index=False)
feols("nested region", nested, "y ~ d + x | unit + year", "region")
linear = PanelOLS.from_formula("y ~ d + x + EntityEffects + TimeEffects", unbalanced.set_index(["unit", "year"])).fit()
print("unbalanced linearmodels coefficients", repr(float(linear.params["d"])), repr(float(linear.params["x"])))

rng = np.random.default_rng(5)
small = pd.DataFrame({"d": [1, 1, 1, 0, 0, 0, 0], "x": np.round(rng.normal(size=7), 6)})
small["y"] = np.round(2 + 1.5 * small.d + small.x + rng.normal(size=7) * (1 + small.d), 6)
small.to_csv(here / "small.csv", index=False)


def adjusted(name, data, formula_columns, y):
    design = sm.add_constant(data[formula_columns].astype(float))
    fit = sm.OLS(data[y], design).fit(cov_type="HC1", use_t=True)
    low, high = fit.conf_int().iloc[1]
    print(name, repr(float(fit.params.iloc[1])), repr(float(fit.bse.iloc[1])), repr(float(low)), repr(float(high)))


def welch(name, one, other):
    test = st.ttest_ind(one, other, equal_var=False)
    ci = test.confidence_interval()
    print(name, repr(float(np.mean(one) - np.mean(other))), repr(float(np.sqrt(np.var(one, ddof=1) / len(one) + np.var(other, ddof=1) / len(other)))),
          repr(float(test.df)), repr(float(ci.low)), repr(float(ci.high)), repr(float(test.pvalue)))


welch("small welch", small.y[small.d == 1], small.y[small.d == 0])
adjusted("small adjusted", small, ["d", "x"], "y")
nsw = pd.read_csv(examples / "nsw/nsw_experimental.csv")
welch("nsw welch", nsw.re78[nsw.treat == 1], nsw.re78[nsw.treat == 0])
adjusted("nsw adjusted", nsw, ["treat", "age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"], "re78")
organ = pd.read_csv(examples / "organ_donations/organ_donations.csv")
organ["d"] = ((organ.State == "California") & (organ.Quarter_Num >= 4)).astype(int)
feols("organ", organ, "Rate ~ d | State + Quarter", "State")
clustered = unbalanced[unbalanced.year == 2021].assign(t=lambda f: (f.region % 2 == 0).astype(int))
clustered.to_csv(here / "clustered.csv", index=False)
fit = pf.feols("y ~ t + x", clustered, vcov={"CRV1": "region"})
print("clustered", repr(float(fit.coef()["t"])), repr(float(fit.se()["t"])), list(map(float, fit.confint().loc["t"])), fit._N)
print("wilson", [tuple(map(float, proportion_confint(k, n, method="wilson"))) for k, n in [(0, 10), (3, 10), (42, 480), (480, 480)]])
print("t", [repr(float(st.t.ppf(1 - (1 - level) / 2, df))) for level, df in [(0.95, 1.0), (0.95, 2.5), (0.95, 26.0), (0.99, 307.1325), (0.90, 1e6)]])
print("mean", st.t.interval(0.95, 4, loc=np.mean([2.0, 4, 4, 5, 9]), scale=st.sem([2.0, 4, 4, 5, 9])))
