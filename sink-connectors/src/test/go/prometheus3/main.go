// Prometheus 3's own remote-write receiver, storage and query engine behind two HTTP paths, for the test of remote write 2.0.
package main

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strconv"
	"time"

	remoteapi "github.com/prometheus/client_golang/exp/api/remote"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/storage/remote"
	"github.com/prometheus/prometheus/tsdb"
)

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func main() {
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	options := tsdb.DefaultOptions()
	options.EnableExemplarStorage = true
	options.MaxExemplars = 1000
	options.EnableSTAsZeroSample = true
	db, err := tsdb.Open(os.Args[1], log, prometheus.NewRegistry(), options, nil)
	if err != nil {
		fail(err)
	}
	accepted := remoteapi.MessageTypes{remoteapi.WriteV1MessageType, remoteapi.WriteV2MessageType}
	if len(os.Args) > 2 && os.Args[2] == "v1-only" {
		accepted = accepted[:1]
	}
	http.Handle("/api/v1/write", remote.NewWriteHandler(log, prometheus.NewRegistry(), db, accepted, true, true))
	engine := promql.NewEngine(promql.EngineOpts{Logger: log, MaxSamples: 1000000, Timeout: time.Minute, LookbackDelta: 5 * time.Minute})
	http.HandleFunc("/api/v1/query", func(w http.ResponseWriter, r *http.Request) {
		seconds, _ := strconv.ParseFloat(r.FormValue("time"), 64)
		query, err := engine.NewInstantQuery(r.Context(), db, nil, r.FormValue("query"), time.UnixMilli(int64(seconds*1000)))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		result := query.Exec(r.Context())
		if result.Err != nil {
			http.Error(w, result.Err.Error(), http.StatusBadRequest)
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"status": "success", "data": map[string]any{"resultType": result.Value.Type(), "result": result.Value}})
	})
	http.HandleFunc("/api/v1/query_exemplars", func(w http.ResponseWriter, r *http.Request) {
		querier, err := db.ExemplarQuerier(r.Context())
		if err != nil {
			fail(err)
		}
		matcher := labels.MustNewMatcher(labels.MatchEqual, "__name__", r.FormValue("query"))
		found, err := querier.Select(0, time.Now().Add(time.Hour).UnixMilli(), []*labels.Matcher{matcher})
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"status": "success", "data": found})
	})
	http.HandleFunc("/-/ready", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	listener, err := net.Listen("tcp", "127.0.0.1:"+os.Getenv("PORT"))
	if err != nil {
		fail(err)
	}
	fmt.Println(listener.Addr())
	fail(http.Serve(listener, nil))
}
