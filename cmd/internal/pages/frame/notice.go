package frame

import "net/http"

// Notice is something that is told on a page of its own while somebody signs in or out.
type Notice struct {
	Status  int
	Title   string
	Text    string
	Details map[string]string // by words
	Action  string            // where the button leads; "" for no button
	Button  string
	CSRF    string // where the button changes something
	Token   string // label of the field for a token; "" for none
	To      string // the page that was wanted
}

// Notices gives what shows a notice in the frame of the pages.
func Notices(visitor func(*http.Request) Visitor) func(http.ResponseWriter, *http.Request, Notice) {
	f := newFrame(Options{Visitor: visitor})
	return func(w http.ResponseWriter, r *http.Request, n Notice) {
		c := f.call(w, r)
		c.secure()
		if err := c.Show(n.Status, "notice", n.Title, n); err != nil {
			c.Fail(err)
		}
	}
}
