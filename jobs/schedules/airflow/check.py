"""Imports the DAG as Airflow does, and gives its task each exit code; run with the Python that has Airflow."""

import os
import pathlib
import tempfile
from unittest import mock

os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp())
os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"

from airflow.exceptions import AirflowException, AirflowFailException, AirflowSkipException  # noqa: E402
from airflow.models.dagbag import DagBag  # noqa: E402
from airflow.providers.apache.spark.hooks.spark_submit import SparkSubmitHook  # noqa: E402

bag = DagBag(dag_folder=str(pathlib.Path(__file__).with_name("mer_nightly.py")), read_dags_from_db=False)
assert not bag.import_errors, bag.import_errors
dag = bag.dags["mer_nightly"]
task = dag.get_task("nightly")
assert task._deploy_mode == "client" and not dag.catchup and dag.max_active_runs == 1
assert task.retries == 3, task.retries
assert set(dag.params) == {"warehouse", "arrivals", "deadline"}


def outcome(code):
    """What the task does when spark-submit ends with a code: the hook is the real one, the process is not."""
    process = mock.Mock(stdout=[], wait=lambda: code)
    with (
        mock.patch.object(SparkSubmitHook, "_resolve_connection", return_value=connection),
        mock.patch("subprocess.Popen", return_value=process) as popen,
    ):
        task._hook = None
        try:
            task.execute({})
        except AirflowException as failure:
            return type(failure), popen
        return None, popen


connection = {
    "master": "yarn",
    "queue": None,
    "deploy_mode": "client",
    "spark_binary": "spark-submit",
    "namespace": None,
    "principal": None,
    "keytab": None,
}
expected = {0: None, 1: AirflowException, 2: AirflowFailException, 3: AirflowFailException, 4: AirflowSkipException}
for code, kind in {**expected, 137: AirflowException}.items():
    raised, popen = outcome(code)
    assert raised is kind, f"exit code {code}: {raised}"
command = popen.call_args.args[0]
assert command[0] == "spark-submit" and "nightly" in command and "org.mer.job.Mer" in command, command
print(f"ok: {dag.dag_id} with {len(dag.tasks)} task, exit codes {sorted(expected)} as they should be")
