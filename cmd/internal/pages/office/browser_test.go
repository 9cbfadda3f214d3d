package office_test

// atEnd is called after the last test.
var atEnd = func() {}
