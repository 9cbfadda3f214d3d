// Package pages are the web pages for who fills cases and files them, and for anyone who wants
// to verify a package. One handler serves them, thin over the use cases of app:
//
//	h := pages.New(pages.Options{App: a, Store: open, Now: time.Now})
//
// No page names a field: parts, labels, help, choices and what is needed come from the
// vocabulary and the kinds of package of the case's programme; which papers show a value, from
// the forms. Words are those of locales under "web".
//
// Every page works without script: a part is a form that is posted, and the answer is the
// page with what was found. The script posts the same form as one types and takes the parts of
// the answer that changed. So there is one way to save and one way to show.
//
// What a case takes over from the one before is marked until somebody changed it or said that it
// is still right; files of the filing before are offered again where the rules want no new ones.
//
// Nothing that was typed is lost: what cannot be read is stored as it was typed
// (app.Draft), what two people changed at once is shown side by side, and what could not be
// sent stays in the browser until it was.
package pages
