"""Makes interrupted.csv and prints what statsmodels 0.15.0 says of it.

Run with: python time_series.py.
"""

import numpy as np
import scipy.optimize as so
import statsmodels.api as sm
from pathlib import Path

here = Path(__file__).parent
rng = np.random.default_rng(8)
n, start = 48, 30
t = np.arange(n)
e = np.zeros(n)
for i in range(1, n):
    e[i] = 0.45 * e[i - 1] + rng.normal()
control = np.cumsum(rng.normal(size=n)) * 0.5
y = 40 + 0.15 * t + 2 * np.cos(2 * np.pi * t / 12) + 0.8 * control + e - np.where(t >= start, 3 + 0.1 * (t - start), 0)
y, control = np.round(y, 4), np.round(control, 4)
np.savetxt(here / "interrupted.csv", np.column_stack([t, y, control]), delimiter=",", fmt=["%d", "%.4f", "%.4f"], header="t,y,control", comments="")
after = n - start
D = (t >= start).astype(float)
X = np.column_stack([np.ones(n), t, D, D * (t - start), np.cos(2 * np.pi * t / 12), np.sin(2 * np.pi * t / 12), control])
L = {"level": [0, 0, 1, 0, 0, 0, 0], "slope": [0, 0, 0, 1, 0, 0, 0], "mean": [0, 0, 1, (after - 1) / 2, 0, 0, 0], "cumulative": [0, 0, after, after * (after - 1) / 2, 0, 0, 0]}


def show(name, fit, rho=None):
    for what, l in L.items():
        l = np.array(l, float)
        print(name, what, float(l @ fit.params), float(np.sqrt(l @ fit.cov_params() @ l)))
    print(name, "rho", rho)


fit = sm.OLS(y, X).fit(cov_type="HAC", cov_kwds={"maxlags": 3, "use_correction": True}, use_t=True)
show("newey-west", fit)
print("durbin-watson", sm.stats.stattools.durbin_watson(sm.OLS(y, X).fit().resid))


def whiten(rho):
    P = np.eye(n); P[0, 0] = np.sqrt(1 - rho**2)
    for i in range(1, n):
        P[i, i - 1] = -rho
    return P


# Prais and Winsten: GLS of statsmodels with the AR(1) covariance, repeated.
rho = None
r = sm.OLS(y, X).fit().resid
for _ in range(300):
    new = (r[1:] @ r[:-1]) / (r[:-1] @ r[:-1])
    sigma = new ** np.abs(t[:, None] - t[None, :]) / (1 - new**2)
    fit = sm.GLS(y, X, sigma=sigma).fit()
    r = y - X @ fit.params
    if rho is not None and abs(new - rho) < 1e-14:
        break
    rho = new
show("prais-winsten", fit, rho)


def reml(rho):
    sigma = rho ** np.abs(t[:, None] - t[None, :]) / (1 - rho**2)
    Si = np.linalg.inv(sigma)
    A = X.T @ Si @ X
    b = np.linalg.solve(A, X.T @ Si @ y)
    u = y - X @ b
    s2 = u @ Si @ u / (n - X.shape[1])
    return (n - X.shape[1]) * np.log(s2) + np.linalg.slogdet(sigma)[1] + np.linalg.slogdet(A)[1]


best = so.minimize_scalar(reml, bounds=(-0.9, 0.95), method="bounded", options={"xatol": 1e-12}).x
fit = sm.GLS(y, X, sigma=best ** np.abs(t[:, None] - t[None, :]) / (1 - best**2)).fit()
show("reml", fit, best)

for trend in ["local level", "local linear trend"]:
    m = sm.tsa.UnobservedComponents(y[:start], trend, exog=control[:start], mle_regression=False, use_exact_diffuse=True)
    f = m.fit(disp=False, maxiter=5000, method="nm", xtol=1e-12, ftol=1e-14)
    f = m.fit(f.params, disp=False, maxiter=5000, method="bfgs", gtol=1e-10)
    f = m.fit(f.params, disp=False, maxiter=20000, method="nm", xtol=1e-13, ftol=1e-15)
    pred = f.get_forecast(after, exog=control[start:, None])
    print(trend, "params", dict(zip(m.param_names, map(float, f.params))), "llf", f.llf)
    print(trend, "expected", [float(v) for v in pred.predicted_mean[:3]], float(pred.predicted_mean[-1]), "se", [float(v) for v in pred.se_mean[:3]], float(pred.se_mean[-1]))
    gap = y[start:] - pred.predicted_mean
    print(trend, "mean", float(gap.mean()), "last", float(gap[-1]))
