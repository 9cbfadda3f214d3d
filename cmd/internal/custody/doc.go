// Package custody holds what keeps packages whole over the years: verify one wherever it lies,
// export it, look through a store for damage and mend that from a sound copy, hold packages
// until a day, make one again and compare, and note what was filed.
//
// It changes no package: an object is created, or put back as it was. Errors are those of app.
package custody
