package server

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what is counted of requests. No label names a case, a person or a tenant.
type metrics struct {
	all  *prometheus.Registry
	took *prometheus.HistogramVec
}

func newMetrics(version string) *metrics {
	m := &metrics{all: prometheus.NewRegistry(), took: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "yoshiki_request_seconds", Help: "How long requests took, by route and status.",
		Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}}, []string{"method", "route", "status"})}
	info := prometheus.NewGauge(prometheus.GaugeOpts{Name: "yoshiki_info", Help: "The program.", ConstLabels: prometheus.Labels{"version": version}})
	info.Set(1)
	m.all.MustRegister(m.took, info, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// methods are those that are told apart; any other is a stranger's invention.
var methods = map[string]bool{"GET": true, "HEAD": true, "POST": true, "PUT": true, "PATCH": true, "DELETE": true}

func (m *metrics) count(method, route string, status int, took time.Duration) {
	if !methods[method] {
		method = "other"
	}
	m.took.WithLabelValues(method, route, strconv.Itoa(status)).Observe(took.Seconds())
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.all, promhttp.HandlerOpts{})
}
