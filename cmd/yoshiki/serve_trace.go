package main

import (
	"cmp"
	"context"
	"log/slog"
	"os"
	"strings"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// flushTime is how long the last spans may take to their receiver.
const flushTime = 5 * time.Second

// tracing is where spans go: nowhere, unless the standard variables of OpenTelemetry name a
// receiver that understands OTLP over HTTP. Sampling, headers, certificates and names are read by
// its SDK. What flush sends last is sent before the program ends.
func (t *tool) tracing(ctx context.Context) (_ trace.TracerProvider, flush func(), err error) {
	none := func() {}
	on, err := traced(os.Getenv)
	if err != nil || !on {
		return nil, none, err
	}
	log := slog.New(slog.NewJSONHandler(t.stderr, nil))
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { log.Warn("traces", "error", err) }))
	to, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, none, &exitError{code: exitFailed, key: "traces", err: err}
	}
	who, err := resource.New(ctx, resource.WithTelemetrySDK(), resource.WithAttributes(attribute.String("service.name", program), attribute.String("service.version", version())), resource.WithFromEnv())
	if err != nil {
		return nil, none, usage("traces-variables", map[string]string{"value": "OTEL_RESOURCE_ATTRIBUTES"})
	}
	p := sdk.NewTracerProvider(sdk.WithBatcher(to), sdk.WithResource(who))
	return p, func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), flushTime)
		defer cancel()
		if err := p.Shutdown(ctx); err != nil {
			log.Warn("traces", "error", err)
		}
	}, nil
}

// traced reports whether the variables ask for traces; what cannot be done is told.
func traced(env func(string) string) (bool, error) {
	asked := env("OTEL_EXPORTER_OTLP_ENDPOINT") != "" || env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") != ""
	switch env("OTEL_TRACES_EXPORTER") {
	case "":
	case "otlp":
		asked = true
	case "none":
		return false, nil
	default:
		return false, usage("traces-variables", map[string]string{"value": "OTEL_TRACES_EXPORTER"})
	}
	if !asked || strings.EqualFold(env("OTEL_SDK_DISABLED"), "true") {
		return false, nil
	}
	if cmp.Or(env("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"), env("OTEL_EXPORTER_OTLP_PROTOCOL"), "http/protobuf") != "http/protobuf" {
		return false, usage("traces-variables", map[string]string{"value": "OTEL_EXPORTER_OTLP_PROTOCOL"})
	}
	return true, nil
}
