"""Answers a question over exported scores with DuckDB on two threads: peer.py FOLDER TIMES QUERY.

Prints the seconds of each time. The views are those of org.mer.table.View in DuckDB's words, over the posts: which fuse run is the
last one is not in the export, so it is looked for among the scores.
"""
import sys
import time

import duckdb

LAST_FUSE = "(SELECT max(run_id) FROM mer.scores WHERE part IS NOT NULL)"
VIEWS = {
    "scores": "SELECT * REPLACE (make_timestamp(epoch_us(scored_at)) AS scored_at) FROM read_parquet('{folder}/*.parquet')",
    "latest_scores": f"""
      SELECT * FROM mer.scores WHERE part IS NULL
      QUALIFY row_number() OVER (PARTITION BY id ORDER BY scored_at DESC, run_id DESC) = 1
      UNION ALL
      SELECT * FROM mer.scores WHERE part IS NOT NULL AND control = 'none' AND run_id = {LAST_FUSE}""",
    "disagreements": f"""
      SELECT *,
        CASE polarity WHEN 'neutral' THEN 'neither' WHEN text_polarity THEN 'text' ELSE 'face' END AS followed,
        CASE face_confidence WHEN face_posterior.angry THEN 'angry' WHEN face_posterior.disgust THEN 'disgust'
          WHEN face_posterior.fear THEN 'fear' WHEN face_posterior.happy THEN 'happy' WHEN face_posterior.sad THEN 'sad'
          WHEN face_posterior.surprise THEN 'surprise' ELSE 'neutral' END AS face_emotion
      FROM (
        SELECT *, greatest(face_posterior.angry, face_posterior.disgust, face_posterior.fear, face_posterior.happy,
            face_posterior.sad, face_posterior.surprise, face_posterior.neutral) AS face_confidence,
          CASE WHEN text_posterior.positive > text_posterior.negative THEN 'positive' ELSE 'negative' END AS text_polarity,
          greatest(text_posterior.positive, text_posterior.negative) / (text_posterior.positive + text_posterior.negative)
            AS text_confidence
        FROM mer.scores
        WHERE is_conflicting AND (part IS NULL OR (control = 'none' AND run_id = {LAST_FUSE})))""",
    "daily_mood": f"""
      SELECT 'posts' AS kind, CAST(scored_at AS DATE) AS day, hour(scored_at) AS hour, count(*) AS n,
        (count(*) FILTER (polarity = 'positive') - count(*) FILTER (polarity = 'negative')) / count(*) AS mood
      FROM mer.scores WHERE part IS NULL
      GROUP BY ALL""",
}


def main(folder: str, times: int, query: str) -> None:
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.execute("CREATE SCHEMA mer")
    for name, definition in VIEWS.items():
        connection.execute(f"CREATE VIEW mer.{name} AS {definition.replace('{folder}', folder)}")
    for _ in range(times):
        start = time.perf_counter()
        connection.execute(query).fetchall()
        print(time.perf_counter() - start)


main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
