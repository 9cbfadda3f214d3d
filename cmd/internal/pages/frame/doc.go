// Package frame is what stands around every page of the service: the layout with the ways that
// who asks may go, the language, the files that pages load, the policy that browsers keep to, and
// what is told when something goes wrong. The pages themselves are rooms:
//
//	h := frame.New(frame.Options{Store: open, Now: time.Now}, pages.Room(…), office.Room(…))
//
// A room brings routes, each with the action that who asks must be allowed, and templates. All
// templates are one set: those of a room may use "head", "foot", "csrf", "field", "verdict" and
// the others of the frame, and the functions t (words under "web"), day, asset, id and dict.
package frame
