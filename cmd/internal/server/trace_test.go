package server_test

import (
	"compress/gzip"
	"context"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"yoshiki/cmd/internal/server"
)

// receiver takes spans in as OTLP over HTTP has them.
type receiver struct {
	mu    sync.Mutex
	spans map[string][]*tracepb.Span // by name
	raw   strings.Builder
}

func (c *receiver) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body := io.Reader(r.Body)
	if r.Header.Get("Content-Encoding") == "gzip" {
		body, _ = gzip.NewReader(r.Body)
	}
	data, err := io.ReadAll(body)
	var got collector.ExportTraceServiceRequest
	if err != nil || r.URL.Path != "/v1/traces" || proto.Unmarshal(data, &got) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.raw.Write(data)
	for _, from := range got.ResourceSpans {
		for _, in := range from.ScopeSpans {
			for _, s := range in.Spans {
				c.spans[s.Name] = append(c.spans[s.Name], s)
			}
		}
	}
}

// TestTraces: one trace goes from the request that another program traces, through the job that
// it left, to the message that tells of it; and no span holds anything of the case, the tenant or
// the token.
func TestTraces(t *testing.T) {
	c := &receiver{spans: map[string][]*tracepb.Span{}}
	at := httptest.NewServer(c)
	defer at.Close()
	to, err := otlptracehttp.New(t.Context(), otlptracehttp.WithEndpointURL(at.URL+"/v1/traces"), otlptracehttp.WithCompression(otlptracehttp.GzipCompression))
	if err != nil {
		t.Fatal(err)
	}
	spans := sdk.NewTracerProvider(sdk.WithBatcher(to))
	s := start(t, whole(t, func(o *server.Options) { o.Traces = spans }))
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 2)
	go func() { ended <- s.service.Work(ctx, 1) }()
	go func() { ended <- s.service.Deliver(ctx) }()
	came := make(chan string, 10)
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { came <- r.Header.Get("traceparent") }))
	defer hook.Close()
	s.ask(t, "admin", "POST", "/v1/webhooks", `{"address":"`+hook.URL+`","events":["job.done"]}`).into(t, 201, nil)
	s.put(t, "provider", "small-saas")
	s.attach(t, "small-saas")
	const whose = "0af7651916cd43dd8448eb211c80319c"
	s.ask(t, "provider", "POST", "/v1/cases/small-saas/packages", `{"for":"registration","formats":["pdf"],"draft":true}`, "Prefer", "respond-async", "Traceparent", "00-"+whose+"-b7ad6b7169203331-01").into(t, 202, nil)
	var sent string
	select {
	case sent = <-came:
	case <-time.After(10 * time.Minute):
		t.Fatal("the webhook hears of nothing")
	}
	stop()
	for range 2 {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	if err := spans.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	var ours []*tracepb.Span
	last := func(name string) *tracepb.Span {
		for _, x := range c.spans[name] {
			if hex.EncodeToString(x.TraceId) == whose && (len(ours) == 0 || x.Kind != ours[0].Kind) {
				ours = append(ours, x)
				return x
			}
		}
		t.Fatalf("no span %s in the trace, only %v", name, c.spans)
		return nil
	}
	const route = "POST /v1/cases/{id}/packages"
	request, job, inside, message := last(route), last("job"), last(route), last("webhook")
	for _, pair := range []struct{ parent, child *tracepb.Span }{{request, job}, {job, inside}, {job, message}} {
		if string(pair.child.ParentSpanId) != string(pair.parent.SpanId) {
			t.Errorf("%s is not below %s", pair.child.Name, pair.parent.Name)
		}
	}
	if hex.EncodeToString(request.ParentSpanId) != "b7ad6b7169203331" || request.Kind != tracepb.Span_SPAN_KIND_SERVER || inside.Kind != tracepb.Span_SPAN_KIND_INTERNAL {
		t.Error(request, inside)
	}
	if sent != "00-"+whose+"-"+hex.EncodeToString(message.SpanId)+"-01" {
		t.Error(sent)
	}
	for _, secret := range []string{"small-saas", "provider", "tsumugi", "example", "つむぎ", hook.URL, "registration"} {
		if strings.Contains(c.raw.String(), secret) {
			t.Errorf("a span holds %q", secret)
		}
	}
}
