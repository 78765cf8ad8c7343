"""Makes weighting.csv and prints what statsmodels 0.15.0 (TreatmentEffect, by GMM) says of it; matching by hand.

Run with: python weighting.py.
"""

import numpy as np
import pandas as pd
import statsmodels.api as sm
from pathlib import Path
from statsmodels.treatment.treatment_effects import TreatmentEffect

here = Path(__file__).parent
rng = np.random.default_rng(5)
n = 400
age = np.round(rng.normal(40, 10, n), 2)
tenure = np.round(np.abs(rng.normal(6, 4, n)), 2)
grade = rng.integers(1, 5, n)
p = 1 / (1 + np.exp(-(-1.2 + 0.04 * (age - 40) + 0.1 * (tenure - 6) + 0.3 * (grade - 2))))
d = (rng.random(n) < p).astype(int)
y = np.round(20 + 0.2 * age + 0.5 * tenure + grade + 0.02 * (age - 40) ** 2 + d * (2 + 0.1 * (tenure - 6)) + 3 * rng.normal(size=n), 4)
pd.DataFrame(dict(y=y, d=d, age=age, tenure=tenure, grade=grade)).to_csv(here / "weighting.csv", index=False)
X = sm.add_constant(np.column_stack([age, tenure, grade]))
select = sm.Logit(d, X).fit(disp=0, tol=1e-12)
print("logit", [float(v) for v in select.params])
te = TreatmentEffect(sm.OLS(y, X), d, results_select=select)
for name in ["ipw", "aipw"]:
    for group in (["all", 1] if name == "ipw" else ["all"]):
        r = getattr(te, name)(return_results=True, effect_group=group, disp=False) if name == "ipw" else te.aipw(return_results=True, disp=False)
        res = r.results_gmm
        print(name, group, "effect", np.ravel(r.effect), "param", float(res.params[0]), "se", float(res.bse[0]))

# The same by stacked estimating equations with numerical derivatives, also for the treated.
def sandwich(moments, theta):
    k = len(theta)
    m = moments(theta)
    J = np.empty((k, k))
    for i in range(k):
        h = 1e-5 * max(1, abs(theta[i]))
        e = np.zeros(k); e[i] = h
        J[:, i] = (moments(theta + e).mean(0) - moments(theta - e).mean(0)) / (2 * h)
    Ji = np.linalg.inv(J)
    return np.sqrt((Ji @ (m.T @ m / n) @ Ji.T / n)[0, 0])


b = select.params
g1 = np.linalg.lstsq(X[d == 1], y[d == 1], rcond=None)[0]
g0 = np.linalg.lstsq(X[d == 0], y[d == 0], rcond=None)[0]
pr = lambda b: 1 / (1 + np.exp(-X @ b))
for what in ["ate", "att"]:
    w1 = lambda p: d / p if what == "ate" else d * 1.0
    w0 = lambda p: (1 - d) / (1 - p) if what == "ate" else (1 - d) * p / (1 - p)
    p = pr(b)
    mu1, mu0 = (w1(p) * y).sum() / w1(p).sum(), (w0(p) * y).sum() / w0(p).sum()
    def ipw(t):
        q = pr(t[2:])
        return np.column_stack([w1(q) * (y - t[0] - t[1]), w0(q) * (y - t[1]), (d - q)[:, None] * X])
    print("hajek", what, mu1 - mu0, sandwich(ipw, np.r_[mu1 - mu0, mu0, b]))
    def dr(t):
        q, c0, c1 = pr(t[1:5]), t[5:9], t[9:13]
        m0, m1 = X @ c0, X @ c1
        if what == "ate":
            phi = m1 - m0 + d / q * (y - m1) - (1 - d) / (1 - q) * (y - m0) - t[0]
        else:
            phi = (d - (1 - d) * q / (1 - q)) * (y - m0) - d * t[0]
        return np.column_stack([phi, (d - q)[:, None] * X, ((1 - d) * (y - m0))[:, None] * X, (d * (y - m1))[:, None] * X])
    t = np.r_[0, b, g0, g1]
    tau = dr(t)[:, 0].sum() / (n if what == "ate" else d.sum())
    t[0] = tau
    print("aipw", what, tau, sandwich(dr, t))

# Nearest neighbours, ties included; Abadie and Imbens (2006), theorem 7.
Z = (np.column_stack([age, tenure, grade]) - X[:, 1:].mean(0)) / X[:, 1:].std(0, ddof=1)
def near(i, pool, M):
    pool = pool[pool != i]
    dist = ((Z[pool] - Z[i]) ** 2).sum(1)
    return pool[dist <= np.sort(dist)[M - 1] + 1e-12]
T, C = np.flatnonzero(d == 1), np.flatnonzero(d == 0)
for M in (1, 3):
    for what in ("att", "ate"):
        who = T if what == "att" else np.arange(n)
        K, K2, diff = np.zeros(n), np.zeros(n), []
        for i in who:
            m = near(i, C if d[i] else T, M)
            diff.append((1 if d[i] else -1) * (y[i] - y[m].mean()))
            K[m] += 1 / len(m); K2[m] += 1 / len(m) ** 2
        diff = np.array(diff); tau = diff.mean()
        s2 = np.zeros(n)
        for i in np.flatnonzero(K):
            m = near(i, T if d[i] else C, M)
            s2[i] = len(m) / (len(m) + 1) * (y[i] - y[m].mean()) ** 2
        f = K**2 - K2 if what == "att" else K**2 + 2 * K - K2
        print("match", M, what, tau, np.sqrt(((diff - tau) ** 2).sum() + (f * s2).sum()) / len(who))
