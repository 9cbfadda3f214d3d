package pdf

import (
	"crypto/md5"
	"fmt"

	"yoshiki/forms/document"
	"yoshiki/forms/pdf/finish"
)

// sliceName is the name under which the part of the case travels in the file.
const sliceName = "slice.yaml"

// attach embeds the document's slice as what the file was made from (ISO 19005-3, 6.8) and
// returns the entries of the catalog by which it is found; none when there is no slice.
func attach(f *finish.File, d *document.Document) []byte {
	if d.Slice == "" {
		return nil
	}
	date, sum := stamp(d), md5.Sum([]byte(d.Slice)) // the digest that the format asks for
	file := f.AddStream(fmt.Sprintf("/Type/EmbeddedFile/Subtype/application#2Fyaml/Params<</Size %d/CreationDate(%s)/ModDate(%s)/CheckSum<%x>>>",
		len(d.Slice), date, date, sum), []byte(d.Slice))
	entry := f.Add(fmt.Appendf(nil, "<</Type/Filespec/F(%s)/UF(%s)/AFRelationship/Source/Desc%s/EF<</F %d 0 R/UF %d 0 R>>>>",
		sliceName, sliceName, textString("この様式に記載した案件の部分"), file, file))
	return fmt.Appendf(nil, "/AF[%d 0 R]/Names<</EmbeddedFiles<</Names[(%s)%d 0 R]>>>>", entry, sliceName, entry)
}
