"""Makes measurement.csv and retention.csv and prints what other computations say of them.

Run with: python measurement.py (numpy, scipy, statsmodels). The tests in ../measurement.rs hold the printed figures.
"""

import numpy as np
import scipy.optimize as so
import scipy.stats as st
from pathlib import Path
from statsmodels.stats.inter_rater import cohens_kappa

here = Path(__file__).parent
rng = np.random.default_rng(20)

# Sixty people, six items: five right or wrong, one scored 0 to 4.
people, items = 60, 6
skill = rng.normal(size=people)
hard = np.array([-1.2, -0.5, 0.0, 0.6, 1.1])
right = (skill[:, None] - hard + rng.logistic(size=(people, 5)) * 0.7 > 0).astype(int)
graded = np.clip(np.round(2 + 1.1 * skill + rng.normal(size=people)), 0, 4).astype(int)
x = np.column_stack([right, graded]).astype(float)
np.savetxt(here / "items.csv", x, delimiter=",", fmt="%d", header="a,b,c,d,e,f", comments="")

s = np.cov(x.T)
alpha = items / (items - 1) * (1 - np.trace(s) / s.sum())
f = lambda q: st.f.ppf(q, people - 1, (people - 1) * (items - 1))
print("alpha", alpha, 1 - (1 - alpha) * f(0.975), 1 - (1 - alpha) * f(0.025))

total = x.sum(axis=1)
for j in range(items):
    rest = total - x[:, j]
    m = 1 if j < 5 else 4
    order = np.sort(total)
    size = round(0.27 * people)
    def weights(values, cut_is_better):
        w = np.zeros(people)
        for i, t in enumerate(values):
            better = (values > t).sum() if cut_is_better else (values < t).sum()
            w[i] = np.clip((size - better) / (values == t).sum(), 0, 1)
        return w
    up, low = weights(total, True), weights(total, False)
    d = np.average(x[:, j] / m, weights=up) - np.average(x[:, j] / m, weights=low)
    print("item", j, x[:, j].mean() / m, np.corrcoef(x[:, j], total)[0, 1], np.corrcoef(x[:, j], rest)[0, 1], d)


# One factor by maximum likelihood; errors from a numerical Hessian of the expected-information form.
def implied(t):
    return np.outer(t[:items], t[:items]) + np.diag(t[items:])


def misfit(t, data):
    m = implied(t)
    sign, ld = np.linalg.slogdet(m)
    return ld + np.trace(np.linalg.solve(m, data)) if sign > 0 and (t[items:] > 0).all() else 1e10


start = np.r_[np.sqrt(np.diag(s)) * 0.6, np.diag(s) * 0.6]
fit = so.minimize(misfit, start, args=(s,), method="BFGS", options={"gtol": 1e-10, "maxiter": 10000})
fit = so.minimize(misfit, fit.x, args=(s,), method="Nelder-Mead", options={"xatol": 1e-12, "fatol": 1e-15, "maxiter": 100000, "maxfev": 200000})
t = fit.x
omega = lambda t: t[:items].sum() ** 2 / (t[:items].sum() ** 2 + t[items:].sum())
inv = np.linalg.inv(implied(t))
def derivative(k):
    if k < items:
        e = np.zeros(items); e[k] = 1
        return np.outer(e, t[:items]) + np.outer(t[:items], e)
    d = np.zeros((items, items)); d[k - items, k - items] = 1
    return d
D = [derivative(k) for k in range(2 * items)]
info = np.array([[np.trace(inv @ a @ inv @ b) / 2 for b in D] for a in D]) * (people - 1)
h = 1e-6
g = np.array([(omega(t + h * np.eye(12)[k]) - omega(t - h * np.eye(12)[k])) / (2 * h) for k in range(12)])
w = omega(t)
se = np.sqrt(g @ np.linalg.inv(info) @ g)
l, half = np.log(w / (1 - w)), 1.959963984540054 * se / (w * (1 - w))
print("omega", w, 1 / (1 + np.exp(-(l - half))), 1 / (1 + np.exp(-(l + half))))

# Kappa: a table of two assessors on a rubric of four steps.
table = np.array([[11, 4, 1, 0], [3, 17, 6, 1], [0, 5, 20, 4], [1, 0, 3, 12]])
for wt in [None, "linear", "quadratic"]:
    r = cohens_kappa(table, wt=wt)
    print("kappa", wt, r.kappa, r.std_kappa, r.kappa_low, r.kappa_upp)

# Shrout and Fleiss (1979), table 2, all digits with the formulas of the paper.
y = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float)
n, k = y.shape
bms = k * y.mean(1).var(ddof=1)
wms = y.var(axis=1, ddof=1).mean()
jms = n * y.mean(0).var(ddof=1)
ems = ((y - y.mean(1)[:, None] - y.mean(0) + y.mean()) ** 2).sum() / ((n - 1) * (k - 1))
F = st.f.ppf
def both(name, value, low, high): print("icc", name, value, low, high)
fl, fu = bms / wms / F(0.975, n - 1, n * (k - 1)), bms / wms * F(0.975, n * (k - 1), n - 1)
both("1,1", (bms - wms) / (bms + (k - 1) * wms), (fl - 1) / (fl + k - 1), (fu - 1) / (fu + k - 1))
both("1,k", (bms - wms) / bms, 1 - 1 / fl, 1 - 1 / fu)
r = (bms - ems) / (bms + (k - 1) * ems + k * (jms - ems) / n)
fj = jms / ems
v = (k - 1) * (n - 1) * (k * r * fj + n * (1 + (k - 1) * r) - k * r) ** 2 / ((n - 1) * k**2 * r**2 * fj**2 + (n * (1 + (k - 1) * r) - k * r) ** 2)
f1, f2 = F(0.975, n - 1, v), F(0.975, v, n - 1)
lo = n * (bms - f1 * ems) / (f1 * (k * jms + (k * n - k - n) * ems) + n * bms)
hi = n * (f2 * bms - ems) / (k * jms + (k * n - k - n) * ems + n * f2 * bms)
both("2,1", r, lo, hi)
both("2,k", (bms - ems) / (bms + (jms - ems) / n), lo * k / (1 + lo * (k - 1)), hi * k / (1 + hi * (k - 1)))
fl, fu = bms / ems / F(0.975, n - 1, (n - 1) * (k - 1)), bms / ems * F(0.975, (n - 1) * (k - 1), n - 1)
both("3,1", (bms - ems) / (bms + (k - 1) * ems), (fl - 1) / (fl + k - 1), (fu - 1) / (fu + k - 1))
both("3,k", (bms - ems) / bms, 1 - 1 / fl, 1 - 1 / fu)

# Recall: eighty learners, asked a few times each, one rate per learner.
rows = []
for learner in range(80):
    rate = 0.02 * np.exp(0.5 * rng.normal())
    for days in np.sort(rng.integers(0, 90, size=rng.integers(2, 7))):
        rows.append((learner, days, int(rng.random() < 0.93 * np.exp(-rate * days))))
rows = np.array(rows)
np.savetxt(here / "retention.csv", rows, delimiter=",", fmt="%d", header="learner,days,remembered", comments="")
who, days, yes = rows.T
for name, axis in [("exponential", days.astype(float)), ("power", np.log1p(days))]:
    def p(t): return 1 / (1 + np.exp(-t[0])) * np.exp(-np.exp(t[1]) * axis)
    def minus(t):
        q = np.clip(p(t), 1e-12, 1 - 1e-12)
        return -(yes * np.log(q) + (1 - yes) * np.log(1 - q)).sum()
    r = so.minimize(minus, [2, -3], method="Nelder-Mead", options={"xatol": 1e-12, "fatol": 1e-14, "maxiter": 10000})
    t = r.x
    q = p(t)
    a, b = 1 / (1 + np.exp(-t[0])), np.exp(t[1])
    d = np.column_stack([q * (1 - a), -q * b * axis])
    info = (d / (q * (1 - q))[:, None]).T @ d
    scores = d * ((yes - q) / (q * (1 - q)))[:, None]
    by = np.array([scores[who == g].sum(0) for g in np.unique(who)])
    G = len(by)
    v = np.linalg.inv(info) @ (by.T @ by) @ np.linalg.inv(info) * G / (G - 1)
    at = 30.0 if name == "exponential" else np.log1p(30.0)
    m = a * np.exp(-b * at)
    slope = np.array([m * (1 - a), -m * b * at]) / (m * (1 - m))
    half = st.t.ppf(0.975, G - 1) * np.sqrt(slope @ v @ slope)
    l = np.log(m / (1 - m))
    print("retention", name, a, b, -r.fun, m, 1 / (1 + np.exp(-(l - half))), 1 / (1 + np.exp(-(l + half))), G)
