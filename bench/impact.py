"""The impact engine beside its peers, from arrays in memory: called by `cargo xtask bench impact`.

Each scenario makes its arrays once (seeded). Every side holds them in a process of its own, is warmed up once, and then
runs in turn, round by round; told are the medians, the largest relative difference of the results, and peak memory.
"""

import argparse
import json
import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np


def peak_kilobytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


# --- the sides -------------------------------------------------------------------------------------------------------


class Ours:
    """A process of the example `peers`."""

    def __init__(self, binary, scenario, folder):
        self.process = subprocess.Popen([binary, scenario, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert json.loads(self.process.stdout.readline())["ready"]

    def run(self):
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Peer:
    """A Python process with one peer in it."""

    def __init__(self, name, folder):
        ours, theirs = multiprocessing.Pipe()
        self.pipe = ours
        self.process = multiprocessing.Process(target=serve, args=(name, str(folder), theirs), daemon=True)
        self.process.start()
        theirs.close()
        assert self.pipe.recv() == "ready"

    def run(self):
        self.pipe.send("run")
        return self.pipe.recv()

    def end(self):
        self.pipe.send("end")
        self.process.join()


def serve(name, folder, pipe):
    import contextlib
    import io
    import warnings

    warnings.simplefilter("ignore")
    folder = Path(folder)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        call = PEERS[name](folder)
        pipe.send("ready")
        while pipe.recv() == "run":
            started = time.perf_counter()
            try:
                figures = call()
            except Exception as error:
                pipe.send({"failed": f"{type(error).__name__}: {error}"})
                continue
            pipe.send({"seconds": time.perf_counter() - started, "figures": figures, "peak": peak_kilobytes()})


def array(folder, name):
    return np.fromfile(folder / name, dtype="<f8" if name.endswith("f64") else "<u4")


def frame(folder, names):
    import pandas as pd

    return pd.DataFrame({name.split(".")[0]: array(folder, name) for name in names})


def pyfixest_two(folder, effects="unit + period"):
    import pyfixest as pf

    data = frame(folder, ["y.f64", "d.f64", "unit.u32", "period.u32"] + (["firm.u32"] if "firm" in effects else []))

    def call():
        fit = pf.feols(f"y ~ d | {effects}", data, vcov={"CRV1": "unit"}, store_data=False, copy_data=False, lean=True)
        return [float(fit.coef()["d"]), float(fit.se()["d"])]

    return call


def linearmodels_two(folder):
    from linearmodels.panel import PanelOLS

    data = frame(folder, ["y.f64", "d.f64", "unit.u32", "period.u32"]).set_index(["unit", "period"])

    def call():
        fit = PanelOLS(data.y, data[["d"]], entity_effects=True, time_effects=True).fit(cov_type="clustered", cluster_entity=True)
        return [float(fit.params["d"])]

    return call


def statsmodels_two(folder):
    import pandas as pd
    import statsmodels.api as sm

    data = frame(folder, ["y.f64", "d.f64", "unit.u32", "period.u32"])

    def call():
        dummies = pd.get_dummies(data[["unit", "period"]].astype("category"), drop_first=True, dtype=float)
        design = sm.add_constant(pd.concat([data[["d"]], dummies], axis=1))
        fit = sm.OLS(data.y, design).fit(cov_type="cluster", cov_kwds={"groups": data.unit})
        return [float(fit.params["d"])]

    return call


def long_frame(folder):
    data = frame(folder, ["y.f64", "unit.u32", "period.u32"])
    data["period"] = data.period.astype(np.int64) + 1
    data["start"] = array(folder, "start.f64")[data.unit.to_numpy()].astype(np.int64)
    data["unit"] = data.unit.astype(np.int64) + 1
    return data


def csdid_cells(folder):
    from csdid.att_gt import ATTgt

    data = long_frame(folder)

    def call():
        fit = ATTgt(yname="y", tname="period", idname="unit", gname="start", data=data, control_group=["notyettreated"]).fit(est_method="reg", bstrap=False)
        fit.aggte(typec="dynamic")
        told = fit.atte
        figures = [float(told["overall_att"]), float(np.ravel(told["overall_se"])[0])]
        for effect, error in zip(fit.results["att"], fit.results["se"]):
            figures += [float(effect), float(error)]
        return figures

    return call


def differences_cells(folder):
    from differences import ATTgt

    data = long_frame(folder)
    data["start"] = data.start.where(data.start > 0)
    data = data.set_index(["unit", "period"])

    def call():
        fit = ATTgt(data=data, cohort_column="start")
        fit.fit("y", control_group="not_yet_treated", est_method="reg", progress_bar=False)
        row = fit.aggregate("event", overall=True).iloc[0]
        return [float(value) for name, value in row.items() if name[-1] in ("ATT", "std_error")]

    return call


def pysyncon_fit(folder):
    from pysyncon import Synth

    periods, before = (int(one) for one in array(folder, "shape.u32"))
    series = array(folder, "y.f64").reshape(-1, periods)
    own, others = series[0], series[1:]

    def call():
        weights, _ = Synth().w_optimize(V_mat=np.eye(before), X0=np.ascontiguousarray(others[:, :before].T), X1=own[:before])
        gaps = own - weights @ others
        return [float(gaps[before:].mean()), float(np.sqrt((gaps[:before] ** 2).mean()))]

    return call


PEERS = {
    "pysyncon": pysyncon_fit,
    "pyfixest": pyfixest_two,
    "pyfixest, three effects": lambda folder: pyfixest_two(folder, "unit + period + firm"),
    "linearmodels": linearmodels_two,
    "statsmodels": statsmodels_two,
    "csdid": csdid_cells,
    "differences": differences_cells,
}


# --- the arrays ------------------------------------------------------------------------------------------------------


def panel(folder, rows, periods, holes=0.0, seed=1):
    rng = np.random.default_rng(seed)
    units = rows // periods
    unit, period = np.repeat(np.arange(units, dtype="u4"), periods), np.tile(np.arange(periods, dtype="u4"), units)
    start = rng.integers(periods // 3, periods, units)
    d = ((rng.random(units) < 0.5)[unit] & (period >= start[unit])).astype(float)
    y = rng.normal(0, 3, units)[unit] + 0.3 * period + 1.5 * d + rng.normal(0, 1, len(unit))
    keep = rng.random(len(unit)) >= holes
    for name, values in {"y.f64": y, "d.f64": d, "unit.u32": unit, "period.u32": period}.items():
        values[keep].tofile(folder / name)


def badly_connected(folder, rows, seed=2):
    """People who hardly ever change firms, in years."""
    rng = np.random.default_rng(seed)
    years = 10
    units = rows // years
    unit, period = np.repeat(np.arange(units, dtype="u4"), years), np.tile(np.arange(years, dtype="u4"), units)
    firms = max(units // 20, 2)
    home = rng.integers(0, firms, units)
    moves = rng.random(len(unit)) < 0.01
    firm = np.where(moves, rng.integers(0, firms, len(unit)), home[unit]).astype("u4")
    _, firm = np.unique(firm, return_inverse=True)
    d = ((unit % 2 == 0) & (period >= 3 + unit % 5)).astype(float)
    y = rng.normal(0, 1, units)[unit] + rng.normal(0, 1, firms)[np.minimum(firm, firms - 1)] + 0.1 * period + d + rng.normal(0, 1, len(unit))
    for name, values in {"y.f64": y, "d.f64": d, "unit.u32": unit, "period.u32": period, "firm.u32": firm.astype("u4")}.items():
        values.tofile(folder / name)


def staggered(folder, units, periods, starts=None, seed=3):
    rng = np.random.default_rng(seed)
    possible = np.array(starts if starts is not None else [0] + list(range(2, periods + 1)))
    start = possible[rng.integers(0, len(possible), units)].astype(float)
    unit, period = np.repeat(np.arange(units, dtype="u4"), periods), np.tile(np.arange(periods, dtype="u4"), units)
    after = (start[unit] > 0) & (period + 1 >= start[unit])
    y = rng.normal(0, 3, units)[unit] + 0.3 * period + after * (1 + 0.1 * period) + rng.normal(0, 1, len(unit))
    for name, values in {"y.f64": y, "unit.u32": unit, "period.u32": period, "start.f64": start}.items():
        values.tofile(folder / name)


def donors(folder, count, periods, seed=4):
    """Sites that follow five common movements, one of them trained at two thirds of the time."""
    rng = np.random.default_rng(seed)
    before = periods * 2 // 3
    movements = np.cumsum(rng.normal(size=(periods, 5)), axis=0)
    y = 30 + rng.uniform(0, 1, (count + 1, 5)) @ movements.T + 0.5 * rng.normal(size=(count + 1, periods))
    y[0, before:] -= 4
    y.tofile(folder / "y.f64")
    np.array([periods, before], dtype="u4").tofile(folder / "shape.u32")


# --- the comparison --------------------------------------------------------------------------------------------------


def compare(title, make, sides, rounds, told):
    """Runs the sides in turn and tells their medians; the first is ours."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        make(folder)
        running = {}
        for name, start in sides.items():
            side = start(folder)
            failed = side.run().get("failed")
            if failed is None:
                running[name] = side
                continue
            # A peer that gives no answer on these data is told, and the others go on.
            side.end()
            told.append({"scenario": title, "side": name, "failed": failed})
            print(f"{title}: {name} gave no answer: {failed}", flush=True)
        found = {name: [] for name in running}
        for _ in range(rounds):
            for name, side in running.items():
                answer = side.run()
                if "failed" in answer:
                    raise RuntimeError(f"{name} answered once and then failed: {answer['failed']}")
                found[name].append(answer)
        for side in running.values():
            side.end()
    names = list(found)
    median = {name: statistics.median(one["seconds"] for one in found[name]) for name in names}
    ours = found[names[0]][-1]
    for name in names:
        last = found[name][-1]
        line = {"scenario": title, "side": name, "seconds": median[name], "peak_megabytes": max(one["peak"] for one in found[name]) / 1024}
        line |= {key: last[key] for key in last if key not in ("seconds", "figures", "peak")}
        if name != names[0]:
            line["times_slower"] = median[name] / median[names[0]]
            line["memory_ratio"] = line["peak_megabytes"] / (max(one["peak"] for one in found[names[0]]) / 1024)
            pairs = [(a, b) for a, b in zip(ours.get("figures", []), last["figures"]) if np.isfinite(b)]
            line["largest_difference"] = max((abs(a - b) / max(abs(b), 1e-3) for a, b in pairs), default=None)
        told.append(line)
        extra = "".join(f", {key} {value:.3g}" if isinstance(value, float) else f", {key} {value}" for key, value in line.items() if key not in ("scenario", "side", "seconds"))
        print(f"{title}: {name} {median[name]:.4f} s{extra}", flush=True)


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--binary", required=True)
    asked.add_argument("--largest", type=float, default=1e7, help="rows of the largest tables")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--only", default="")
    asked.add_argument("--out", required=True)
    asked = asked.parse_args()
    multiprocessing.set_start_method("spawn")
    largest, told = int(asked.largest), []
    versions = {}
    for name in ["pyfixest", "linearmodels", "statsmodels", "csdid", "differences", "pysyncon", "numpy", "pandas"]:
        versions[name] = version(name)
    print("peers:", ", ".join(f"{name} {number}" for name, number in versions.items()), flush=True)

    def ours(scenario):
        return lambda folder: Ours(asked.binary, scenario, folder)

    def peer(name):
        return lambda folder: Peer(name, folder)

    def scenario(title, make, sides, rounds=None):
        if asked.only and asked.only not in title:
            return
        compare(title, make, sides, rounds or asked.rounds, told)

    size = largest
    scenario(f"bandwidth, {size} numbers", lambda f: panel(f, size, 10), {"ours": ours("bandwidth")})
    scenario(f"two-way, balanced, {size} rows", lambda f: panel(f, size, 10), {"ours": ours("two-way"), "pyfixest": peer("pyfixest")})
    scenario(f"two-way, unbalanced, {size} rows", lambda f: panel(f, size, 10, 0.1), {"ours": ours("two-way"), "pyfixest": peer("pyfixest")})
    small = min(size, 1_000_000)
    scenario(f"two-way, balanced, {small} rows, linearmodels", lambda f: panel(f, small, 10), {"ours": ours("two-way"), "linearmodels": peer("linearmodels")})
    scenario("two-way, balanced, 4000 rows, statsmodels", lambda f: panel(f, 4_000, 10), {"ours": ours("two-way"), "statsmodels": peer("statsmodels")})
    three = min(size, 1_000_000)
    scenario(f"three effects, badly connected, {three} rows", lambda f: badly_connected(f, three), {"ours": ours("three-way"), "within": ours("within"), "pyfixest": peer("pyfixest, three effects")})
    units = size // 100
    scenario(f"group-time, {units} units x 10", lambda f: staggered(f, units, 10), {"ours": ours("group-time"), "csdid": peer("csdid"), "differences": peer("differences")})
    units = size // 10
    scenario(f"group-time, {units} units x 10", lambda f: staggered(f, units, 10), {"ours": ours("group-time"), "csdid": peer("csdid")}, rounds=1)
    months = 100
    scenario(f"living study, {size // months} units x {months}", lambda f: staggered(f, size // months, months, [0, 30, 60, 90]), {"ours": ours("living")})
    scenario(f"living study, {size // 10} units x 10", lambda f: staggered(f, size // 10, 10), {"ours": ours("living")})
    for count in [100, 1_000]:
        scenario(f"synthetic control, {count} donors x 60", lambda f: donors(f, count, 60), {"ours": ours("synthetic"), "pysyncon": peer("pysyncon")}, rounds=1)
    scenario("synthetic control, 20000 donors x 60", lambda f: donors(f, 20_000, 60), {"ours": ours("synthetic")})
    scenario("placebo test, 20000 donors x 60", lambda f: donors(f, 20_000, 60), {"ours": ours("placebos")}, rounds=1)
    scenario("power, 2000 runs, 40 clusters, 60 months", lambda f: None, {"ours": ours("power")})
    for rows in [10**4, 10**5, 10**6, 10**7]:
        if rows <= largest:
            scenario(f"growth, two-way, {rows} rows", lambda f: panel(f, rows, 10), {"ours": ours("two-way")})
            scenario(f"growth, group-time, {rows} rows", lambda f: staggered(f, rows // 10, 10), {"ours": ours("group-time")})
    Path(asked.out).write_text(json.dumps({"versions": versions, "figures": told}, indent=1) + "\n")


if __name__ == "__main__":
    main()
