package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestTraced: nothing is sent unless a variable asks for it, and what cannot be done is told.
func TestTraced(t *testing.T) {
	for _, x := range []struct {
		env        string
		on, refuse bool
	}{
		{"", false, false}, {"OTEL_SERVICE_NAME=x", false, false}, {"OTEL_EXPORTER_OTLP_ENDPOINT=http://x", true, false}, {"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://x", true, false},
		{"OTEL_TRACES_EXPORTER=otlp", true, false}, {"OTEL_TRACES_EXPORTER=none OTEL_EXPORTER_OTLP_ENDPOINT=http://x", false, false}, {"OTEL_TRACES_EXPORTER=zipkin", false, true},
		{"OTEL_EXPORTER_OTLP_ENDPOINT=http://x OTEL_SDK_DISABLED=true", false, false}, {"OTEL_EXPORTER_OTLP_ENDPOINT=http://x OTEL_EXPORTER_OTLP_PROTOCOL=grpc", false, true},
		{"OTEL_EXPORTER_OTLP_ENDPOINT=http://x OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/protobuf OTEL_EXPORTER_OTLP_PROTOCOL=grpc", true, false},
	} {
		on, err := traced(func(name string) string {
			for _, pair := range strings.Fields(x.env) {
				if key, value, _ := strings.Cut(pair, "="); key == name {
					return value
				}
			}
			return ""
		})
		if on != x.on || (err != nil) != x.refuse {
			t.Errorf("%s: %v %v", x.env, on, err)
		}
	}
}

// TestTracing: the standard variables say where spans go, and what stands beside them; the last
// are sent before the program ends.
func TestTracing(t *testing.T) {
	came := make(chan string, 10)
	to := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { came <- r.URL.Path + " " + r.Header.Get("X-Key") }))
	defer to.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", to.URL)
	t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "x-key=canary")
	var errs strings.Builder
	p, flush, err := (&tool{stderr: &errs}).tracing(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, span := p.Tracer("test").Start(context.Background(), "x")
	span.End()
	flush()
	select {
	case said := <-came:
		if said != "/v1/traces canary" {
			t.Error(said)
		}
	default:
		t.Error("nothing came")
	}
	to.Close()
	if p, flush, err = (&tool{stderr: &errs}).tracing(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, span = p.Tracer("test").Start(context.Background(), "x")
	span.End()
	flush()
	if !strings.Contains(errs.String(), `"msg":"traces"`) || strings.Contains(errs.String(), "canary") {
		t.Error(errs.String())
	}
}
