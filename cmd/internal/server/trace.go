package server

import (
	"context"
	"net/http"

	"github.com/go-chi/chi/v5"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
)

// tracer makes the spans of a service: one for each request, job and message to a webhook. They
// name routes, statuses and the number under which a request stands in the log, and nothing of a
// case, a tenant or a person.
type tracer struct{ trace.Tracer }

// traceHeader is the header of the W3C's Trace Context, by which a trace goes from program to
// program. What else a trace may carry is not passed on.
const traceHeader = "traceparent"

func newTracer(p trace.TracerProvider) tracer {
	if p == nil {
		p = noop.NewTracerProvider()
	}
	return tracer{p.Tracer("yoshiki")}
}

// parentOf is the traceparent of what goes on in ctx; "" where nothing is traced.
func parentOf(ctx context.Context) string {
	carried := propagation.MapCarrier{}
	propagation.TraceContext{}.Inject(ctx, carried)
	return carried[traceHeader]
}

// under continues the trace of a traceparent.
func under(ctx context.Context, parent string) context.Context {
	return propagation.TraceContext{}.Extract(ctx, propagation.MapCarrier{traceHeader: parent})
}

// request traces a request, under the trace of whoever sent it or of the job it comes from.
func (t tracer) request(r *http.Request) (*http.Request, func(status int, id string)) {
	ctx, kind := r.Context(), trace.SpanKindInternal
	if ctx.Value(jobKey{}) == nil {
		ctx, kind = under(ctx, r.Header.Get(traceHeader)), trace.SpanKindServer
	}
	method := r.Method
	if !methods[method] {
		method = "other"
	}
	ctx, span := t.Start(ctx, method, trace.WithSpanKind(kind), trace.WithAttributes(attribute.String("http.request.method", method)))
	r = r.WithContext(ctx)
	return r, func(status int, id string) {
		if route := chi.RouteContext(r.Context()).RoutePattern(); route != "" {
			span.SetName(method + " " + route)
			span.SetAttributes(attribute.String("http.route", route))
		}
		span.SetAttributes(attribute.Int("http.response.status_code", status), attribute.String("yoshiki.request", id))
		if status >= http.StatusInternalServerError {
			span.SetStatus(codes.Error, "")
		}
		span.End()
	}
}

// job traces a job, under the trace of the request that was accepted.
func (t tracer) job(ctx context.Context, parent string, attempt ...attribute.KeyValue) (context.Context, func(error)) {
	ctx, span := t.Start(under(ctx, parent), "job", trace.WithSpanKind(trace.SpanKindConsumer), trace.WithAttributes(attempt...))
	return ctx, func(err error) { end(span, err) }
}

// message traces a message to a webhook, under the trace of the job it tells of.
func (t tracer) message(ctx context.Context, parent, event string, attempt int) (context.Context, func(error)) {
	ctx, span := t.Start(under(ctx, parent), "webhook", trace.WithSpanKind(trace.SpanKindClient),
		trace.WithAttributes(attribute.String("yoshiki.event", event), attribute.Int("http.request.resend_count", attempt-1)))
	return ctx, func(err error) { end(span, err) }
}

// end ends a span; what went wrong is for the log.
func end(span trace.Span, err error) {
	if err != nil {
		span.SetStatus(codes.Error, "")
	}
	span.End()
}

// traceIDs are what a line of the log says of the trace it belongs to.
func traceIDs(ctx context.Context) (id string, traced bool) {
	c := trace.SpanContextFromContext(ctx)
	return c.TraceID().String(), c.IsSampled()
}
