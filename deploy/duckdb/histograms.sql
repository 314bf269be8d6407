-- Quantiles of the histograms in the objects of the object sink, for DuckDB: .read deploy/duckdb/histograms.sql
-- A histogram is a struct; its buckets are a list of spans (offset from the end of the span before, length) and a list of
-- deltas (each bucket's count less that of the bucket before). Bucket i holds (2^((i-1)/64), 2^(i/64)] seconds at schema 6.

-- The buckets of one histogram, as a list of {bucket, count}.
create or replace macro weir_buckets(h) as
  list_transform(
    list_zip(
      flatten(list_transform(range(1, len(h.spans) + 1), lambda k: range(
        list_sum(list_transform(h.spans[1:k], lambda s: s."offset" + s.length))::bigint - h.spans[k].length,
        list_sum(list_transform(h.spans[1:k], lambda s: s."offset" + s.length))::bigint))),
      list_transform(range(1, len(h.deltas) + 1), lambda i: list_sum(h.deltas[1:i])::bigint)),
    lambda z: {'bucket': z[1], 'count': z[2]});

-- The same at a coarser schema (bucket i of schema n lies in bucket ceil(i / 2) of schema n - 1), with -9999 for exactly 0 ns.
create or replace macro weir_buckets_at(h, coarser) as
  list_append(
    list_transform(weir_buckets(h), lambda b: {
      'bucket': ceil(b.bucket / pow(2, h.schema - coarser))::bigint, 'count': b.count}),
    {'bucket': -9999::bigint, 'count': h.zeroCount});

-- The q-quantile in nanoseconds over a list of histograms, merged; null when they are empty. Nearest rank, the harmonic
-- mid-point of its bucket, within [min, max]: as the pipeline's own figures.
create or replace macro weir_quantile(hs, q) as (
  select case min(r.bucket)
      when -9999 then 0
      else greatest(
        list_min(list_transform(list_filter(hs, lambda h: h.count > 0), lambda h: h.minNanos)),
        least(
          list_max(list_transform(list_filter(hs, lambda h: h.count > 0), lambda h: h.maxNanos)),
          2e9 * pow(2, min(r.bucket) / pow(2, list_min(list_transform(hs, lambda h: h.schema))))
            / (1 + pow(2, 1 / pow(2, list_min(list_transform(hs, lambda h: h.schema))))))) end
  from (
    select m.bucket as bucket, sum(m.n) over (order by m.bucket) as upto, sum(m.n) over () as total
    from (
      select b.x.bucket as bucket, sum(b.x.count) as n
      from (
        select unnest(flatten(list_transform(hs, lambda h:
          weir_buckets_at(h, list_min(list_transform(hs, lambda g: g.schema)))))) as x) b
      group by 1) m) r
  where r.upto >= ceil(q * r.total) and r.upto > 0);
