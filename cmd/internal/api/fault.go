package api

import (
	"regexp"
	"strings"

	"github.com/danielgtaylor/huma/v2/validation"

	"yoshiki/locales"
)

// faultKind is one way in which a value is at fault: how those say it who find it, and the key of
// its words in locales under "request".
type faultKind struct {
	said *regexp.Regexp // its group is what the words name
	code string
}

// faultKinds are all of them. Those whose text says anything come last.
var faultKinds = []faultKind{
	saying(tooDeep, "deep"), saying(keyTwice, "twice"), saying(behind, "behind"),
	saying("invalid character %v", "json"), saying("unexpected end of JSON input", "json-end"), saying("unexpected EOF", "json-end"), saying("EOF", "json-end"),
	saying("json: cannot unmarshal %v", "type"), saying("json: %v", "json"), saying("cannot read multipart form: %v", "unread"),
	saying("request body is required", "body"), saying("required %v parameter is missing", "missing"), saying("unknown query parameter", "unknown"),
	saying("expected at most one value, but received multiple values", "many"), saying("invalid integer", "integer"),
	saying("invalid float", "number"), saying("invalid floating value", "number"), saying("invalid boolean", "boolean"),
	saying("invalid date/time for format %v", "time"), saying("invalid url.URL value", "uri"), saying("invalid value: %v", "unread"), saying("unparsable value", "unread"), saying("unsupported type", "unread"),
	saying("expected value to match exactly one schema but matched multiple", "shape"),
	saying(validation.MsgUnexpectedProperty, "unexpected"), saying(validation.MsgExpectedRFC3339DateTime, "time"), saying(validation.MsgExpectedRFC1123DateTime, "time"),
	saying(validation.MsgExpectedRFC3339Date, "date"), saying(validation.MsgExpectedRFC3339Time, "clock"), saying(validation.MsgExpectedRFC5322Email, "email"),
	saying(validation.MsgExpectedRFC5890Hostname, "host"), saying(validation.MsgExpectedRFC2673IPv4, "address"), saying(validation.MsgExpectedRFC2373IPv6, "address"), saying(validation.MsgExpectedRFCIPAddr, "address"),
	saying(validation.MsgExpectedRFC3986URI, "uri"), saying(validation.MsgExpectedRFC4122UUID, "uuid"), saying(validation.MsgExpectedRFC6570URITemplate, "uri-template"),
	saying(validation.MsgExpectedRFC6901JSONPointer, "pointer"), saying(validation.MsgExpectedRFC6901RelativeJSONPointer, "pointer"), saying(validation.MsgExpectedRegexp, "regexp"),
	saying(validation.MsgExpectedMatchAtLeastOneSchema, "shape"), saying(validation.MsgExpectedMatchExactlyOneSchema, "shape"), saying(validation.MsgExpectedNotMatchSchema, "shape"),
	saying(validation.MsgExpectedPropertyNameInObject, "tag"), saying(validation.MsgExpectedBoolean, "boolean"), saying(validation.MsgExpectedDuration, "duration"),
	saying(validation.MsgExpectedNumber, "number"), saying(validation.MsgExpectedInteger, "integer"), saying(validation.MsgExpectedString, "string"), saying(validation.MsgExpectedBase64String, "base64"),
	saying(validation.MsgExpectedArray, "array"), saying(validation.MsgExpectedObject, "object"), saying(validation.MsgExpectedArrayItemsUnique, "unique"), saying(validation.MsgExpectedOneOf, "one-of"),
	saying(validation.MsgExpectedMinimumNumber, "least"), saying(validation.MsgExpectedExclusiveMinimumNumber, "above"), saying(validation.MsgExpectedMaximumNumber, "most"), saying(validation.MsgExpectedExclusiveMaximumNumber, "below"),
	saying(validation.MsgExpectedNumberBeMultipleOf, "multiple"), saying(validation.MsgExpectedMinLength, "length-least"), saying(validation.MsgExpectedMaxLength, "length-most"),
	saying(validation.MsgExpectedMinItems, "items-least"), saying(validation.MsgExpectedMaxItems, "items-most"),
	saying(validation.MsgExpectedMinProperties, "keys-least"), saying(validation.MsgExpectedMaxProperties, "keys-most"),
	saying(validation.MsgExpectedRequiredProperty, "required"), saying(validation.MsgExpectedDependentRequiredProperty, "dependent"),
	saying(validation.MsgExpectedMatchPattern, "pattern"), saying(validation.MsgExpectedBePattern, "form"),
}

var verb = regexp.MustCompile(`%[vdsq]`)

// saying is the kind of faults that are told by a format of package fmt.
func saying(format, code string) faultKind {
	return faultKind{regexp.MustCompile("(?s)^" + strings.Join(quoted(verb.Split(format, -1)), "(.*)") + "$"), code}
}

func quoted(all []string) []string {
	for i := range all {
		all[i] = regexp.QuoteMeta(all[i])
	}
	return all
}

// faultWords says what is at fault in the language of the request.
func faultWords(p *locales.Printer, said string) string {
	for _, k := range faultKinds {
		if m := k.said.FindStringSubmatch(said); m != nil {
			args := map[string]string{}
			for i, name := range []string{"found", "other"} {
				if i+1 < len(m) {
					args[name] = m[i+1]
				}
			}
			return p.Text("request."+k.code, args)
		}
	}
	return p.Text("request.unread", nil)
}
