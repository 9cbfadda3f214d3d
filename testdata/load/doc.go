// Load measures the service under the load that it is made for, and prints a table.
//
//	go run ./testdata/load                       # k6 must be installed: go install go.k6.io/k6@v1.8.1
//	go run ./testdata/load -time 30s -cases 100 -large 0
//
// It builds the program, starts it over an empty folder, keeps 1,000 cases there, 100 of which have
// 1,159 controls, and 100 packages, and has k6 ask for 500 things a second on the same processors:
// of cases 30 %, checks 20, deadlines 15, form PDFs 15, packages 20, each with a token and a record
// in the audit log; once when nothing was asked before, so that each case is decoded and checked for
// the first time, and once more. The same k6 asks a bare net/http server as often, for the ratios. At last one
// field of a case with 1,200 controls is changed, and the case checked, again and again.
package main
