package edit_test

import (
	"fmt"

	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/casefile/edit"
)

func ExampleText_Set() {
	text, findings := edit.Open(new(decode.Reader), "case.yaml", []byte(`
# 登録申請
application:
  kind: 'new'        # 新規
  date: 令和8年4月1日  # 一か月以内（規則8.2）
`[1:]), nil)
	if text == nil {
		fmt.Println(findings)
		return
	}
	text.Set("/application/kind", "renewal")
	text.Set("/application/previous_registration", "L25-0001")
	for _, finding := range text.Set("/application/date", "2026-02-30") {
		fmt.Println(finding.ID, finding.Pointer)
	}
	fmt.Printf("%s", text.Bytes())
	// Output:
	// case:date /application/date
	// # 登録申請
	// application:
	//   kind: 'renewal'        # 新規
	//   date: 令和8年4月1日  # 一か月以内（規則8.2）
	//   previous_registration: L25-0001
}
