"""The nightly retraining as an Airflow DAG: one spark-submit, started again where it stopped.

Put this file into the DAG folder; the connection `spark_default` says which Spark, and where MER_HOME is not /opt/mer
set it in the scheduler's and the workers' environment. Needs apache-airflow-providers-apache-spark.
"""

from __future__ import annotations

import os
import re
from datetime import timedelta

import pendulum
from airflow.exceptions import AirflowException, AirflowFailException, AirflowSkipException
from airflow.models.dag import DAG
from airflow.models.param import Param
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

MER_HOME = os.environ.get("MER_HOME", "/opt/mer")
JAVA_OPTIONS = "-Dorg.eclipse.deeplearning4j.helpers.disable=false -Djava.awt.headless=true -XX:+UseParallelGC"
# Spark runs a task a core, so each computes on one thread; the C library's memory stays together in few arenas; and OpenBLAS
# does not know newer processors: HASWELL for AVX2.
NATIVE = {
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "4",
    "OPENBLAS_CORETYPE": os.environ.get("OPENBLAS_CORETYPE", "HASWELL"),
}

WRONG_USAGE, REFUSED, NOT_PROMOTED = 2, 3, 4


class MerJob(SparkSubmitOperator):
    """A job of mer: its exit code says whether to try again. Deploy mode client, as only there it is the job's own."""

    def execute(self, context):
        try:
            super().execute(context)
        except AirflowException as failure:
            code = self.exit_code(failure)
            if code == NOT_PROMOTED:
                raise AirflowSkipException("no model was promoted, the champion stays: see the log") from failure
            if code in (WRONG_USAGE, REFUSED):
                raise AirflowFailException(f"exit code {code}: the same again would end the same way") from failure
            raise

    @staticmethod
    def exit_code(failure: AirflowException) -> int | None:
        told = re.search(r"Error code is: (\d+)", str(failure))
        return int(told.group(1)) if told else None


with DAG(
    dag_id="mer_nightly",
    description="Ingests what arrived, retrains, and promotes a model that earned it",
    schedule="0 1 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    tags=["mer"],
    params={
        "warehouse": Param("hdfs:///warehouse", type="string", description="folder of the tables and models"),
        "arrivals": Param("hdfs:///arrivals", type="string", description="folder of the new raw files"),
        "deadline": Param("05:00", type="string", pattern=r"^\d\d:\d\d$", description="when training must stop, UTC"),
    },
) as dag:
    MerJob(
        task_id="nightly",
        application=os.environ.get("MER_JAR", f"{MER_HOME}/mer-app.jar"),
        java_class="org.mer.job.Mer",
        name="mer nightly",
        conn_id="spark_default",
        deploy_mode="client",
        properties_file=f"{MER_HOME}/conf/spark-defaults.conf",
        conf={
            "spark.driver.extraJavaOptions": JAVA_OPTIONS,
            "spark.executor.extraJavaOptions": JAVA_OPTIONS,
            **{f"spark.executorEnv.{name}": value for name, value in NATIVE.items()},
        },
        env_vars=NATIVE,
        application_args=[
            "nightly",
            "--warehouse",
            "{{ params.warehouse }}",
            "--arrivals",
            "{{ params.arrivals }}",
            "--deadline",
            "{{ params.deadline }}",
        ],
        # A killed or failed run goes on where it stopped.
        retries=3,
        retry_delay=timedelta(minutes=5),
        execution_timeout=timedelta(hours=8),
    )
