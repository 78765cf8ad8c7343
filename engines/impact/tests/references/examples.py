"""Prints what packages of the field say of the data sets in examples/, for every design that fits them.

Run with: python examples.py. statsmodels 0.15.0 (regressions, propensities), csdid 0.4.3 (group-time effects), pysyncon
1.7.0 (donors, then the exact optimum on them); sandwich errors of stacked equations by numerical derivatives.
"""

import sys
import numpy as np
import pandas as pd
import statsmodels.api as sm
from pathlib import Path

here = Path(__file__).resolve().parent
examples = here.parents[3] / "examples"
names = ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"]


def sandwich(moments, theta, n):
    k = len(theta)
    m = moments(theta)
    J = np.empty((k, k))
    for i in range(k):
        h = 1e-6 * max(1, abs(theta[i]))
        e = np.zeros(k)
        e[i] = h
        J[:, i] = (moments(theta + e).mean(0) - moments(theta - e).mean(0)) / (2 * h)
    Ji = np.linalg.inv(J)
    return np.sqrt((Ji @ (m.T @ m / n) @ Ji.T / n)[0, 0])


def weighted(what, table):
    y, d = table.re78.to_numpy(float), table.treat.to_numpy(float)
    Z = table[names].to_numpy(float)
    X = sm.add_constant((Z - Z.mean(0)) / Z.std(0))
    n = len(y)
    b = sm.Logit(d, X).fit(disp=0, tol=1e-14, maxiter=200).params
    pr = lambda b: 1 / (1 + np.exp(-X @ b))
    g1 = np.linalg.lstsq(X[d == 1], y[d == 1], rcond=None)[0]
    g0 = np.linalg.lstsq(X[d == 0], y[d == 0], rcond=None)[0]
    for target in ["everyone", "treated"]:
        w1 = lambda p: d / p if target == "everyone" else d * 1.0
        w0 = lambda p: (1 - d) / (1 - p) if target == "everyone" else (1 - d) * p / (1 - p)
        p = pr(b)
        mu1, mu0 = (w1(p) * y).sum() / w1(p).sum(), (w0(p) * y).sum() / w0(p).sum()
        ipw = lambda t: np.column_stack([w1(pr(t[2:])) * (y - t[0] - t[1]), w0(pr(t[2:])) * (y - t[1]), (d - pr(t[2:]))[:, None] * X])
        print(what, "ipw", target, repr(float(mu1 - mu0)), repr(float(sandwich(ipw, np.r_[mu1 - mu0, mu0, b], n))))

        def dr(t):
            k = X.shape[1]
            q, c0, c1 = pr(t[1 : 1 + k]), t[1 + k : 1 + 2 * k], t[1 + 2 * k :]
            m0, m1 = X @ c0, X @ c1
            if target == "everyone":
                phi = m1 - m0 + d / q * (y - m1) - (1 - d) / (1 - q) * (y - m0) - t[0]
            else:
                phi = (d - (1 - d) * q / (1 - q)) * (y - m0) - d * t[0]
            return np.column_stack([phi, (d - q)[:, None] * X, ((1 - d) * (y - m0))[:, None] * X, (d * (y - m1))[:, None] * X])

        t = np.r_[0, b, g0, g1]
        t[0] = dr(t)[:, 0].sum() / (n if target == "everyone" else d.sum())
        print(what, "aipw", target, repr(float(t[0])), repr(float(sandwich(dr, t, n))))


experiment = pd.read_csv(examples / "nsw/nsw_experimental.csv")
survey = pd.read_csv(examples / "nsw/cps_controls.csv")
weighted("experiment", experiment)
weighted("trained and survey", pd.concat([experiment[experiment.treat == 1], survey]))

organ = pd.read_csv(examples / "organ_donations/organ_donations.csv")
organ["treated"] = ((organ.State == "California") & (organ.Quarter_Num > 3)).astype(float)
wide = organ.pivot(index="State", columns="Quarter_Num", values="Rate")
Y = wide.to_numpy()
own = list(wide.index).index("California")
others = [i for i in range(len(Y)) if i != own]
print("states", len(Y), "periods", Y.shape[1])

# Segmented regression of California less the others: six quarters, four parameters; errors of Newey and West.
less = Y[own] - Y[others].mean(0)
t = np.arange(6)
D = (t >= 3).astype(float)
X = np.column_stack([np.ones(6), t, D, D * (t - 3)])
fit = sm.OLS(less, X).fit()
L = np.array([0, 0, 1, 1.0])
print("its mean change of the plain fit", repr(float(L @ fit.params)), "level", repr(float(fit.params[2])), "slope", repr(float(fit.params[3])))

# Synthetic control: the exact optimum.
from pysyncon import Synth
X0, X1 = Y[others][:, :3].T, Y[own][:3]
w, _ = Synth().w_optimize(V_mat=np.eye(3), X0=X0, X1=X1)
gap = Y[own] - w @ Y[others]
print("synth before", repr(float(np.sqrt((gap[:3] ** 2).mean()))), "effect", repr(float(gap[3:].mean())), {wide.index[others[j]]: round(float(w[j]), 4) for j in np.flatnonzero(w > 1e-4)})

# Group-time effects, clustered by state.
organ["id"] = organ.State.astype("category").cat.codes + 1
organ["first"] = np.where(organ.State == "California", 4, 0)
from csdid.att_gt import ATTgt
found = ATTgt(yname="Rate", gname="first", idname="id", tname="Quarter_Num", xformla="Rate~1", data=organ, control_group="notyettreated").fit(est_method="reg", bstrap=False)
found.aggte(typec="dynamic", bstrap=False, cband=False)
agg = found.atte
print("csdid dynamic", repr(float(agg["overall_att"])), repr(float(np.ravel(agg["overall_se"])[0])))
print([(e, float(a)) for e, a in zip(agg["egt"], agg["att_egt"])])
