package server

import (
	"net/http"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/api"
)

// What is answered to a request that may be repeated, and to one that is done later, beside what
// the operation itself answers.
var (
	onceErrors  = []int{http.StatusBadRequest, http.StatusRequestTimeout, http.StatusConflict, http.StatusRequestEntityTooLarge}
	laterErrors = []int{http.StatusRequestTimeout, http.StatusRequestEntityTooLarge}
)

// document says in the OpenAPI document what the server adds to the operations: what changes
// something may be repeated with a key, and what takes long be done later.
func (s *Server) document() {
	for _, at := range s.API().Paths {
		for _, op := range []*huma.Operation{at.Post, at.Put, at.Patch, at.Delete} {
			if op == nil {
				continue
			}
			if s.Repeats != nil {
				most := keySize
				op.Parameters = append(op.Parameters, &huma.Param{Name: keyHeader, In: "header", Schema: &huma.Schema{Type: "string", Pattern: "^[!-~]*$", MaxLength: &most},
					Description: "Chosen by the sender: whoever sends the same request with the same key gets the same answer for a day, and nothing is done twice"})
				refusals(op, onceErrors)
			}
			if s.Queue != nil && api.Long(op) {
				op.Parameters = append(op.Parameters, &huma.Param{Name: preferHeader, In: "header", Schema: &huma.Schema{Type: "string", Enum: []any{preferLater}}, Description: "Have it done later, by a job"})
				refusals(op, laterErrors)
				op.Responses["202"] = &huma.Response{Description: "It will be done; Location is the job", Content: map[string]*huma.MediaType{
					"application/json": {Schema: s.API().Components.Schemas.Schema(reflect.TypeFor[Job](), true, "Job")}}}
			}
		}
	}
}

// refusals adds problems to what an operation answers.
func refusals(op *huma.Operation, all []int) {
	for _, status := range all {
		op.Responses[strconv.Itoa(status)] = &huma.Response{Description: http.StatusText(status), Content: op.Responses["401"].Content}
	}
}
