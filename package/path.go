package bundle

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"strings"

	"yoshiki/forms"
	"yoshiki/package/manifest"
)

var (
	formID    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	extension = regexp.MustCompile(`^\.[a-z0-9]{1,8}$`)
)

// payloadPaths gives each file its path in the bag:
//
//	data/00-index/index.pdf, data/00-index/findings.pdf
//	data/10-forms/2-4.pdf, data/10-forms/1-2.2.pdf    the second 1-2
//	data/20-attachments/A-0001.pdf
//	data/30-certificates/C-0001.pdf
func payloadPaths(files []File) ([]string, error) {
	paths := make([]string, len(files))
	count := make(map[string]int)
	for i, f := range files {
		stem, ext := "", f.extension()
		switch f.Role {
		case manifest.Index:
			stem = repeated(cmp.Or(f.Form, forms.IndexForm), ext, count)
		case manifest.Form:
			if !formID.MatchString(f.Form) {
				return nil, fmt.Errorf("form id %q: only small letters, digits and single hyphens", f.Form)
			}
			stem = repeated(f.Form, ext, count)
		case manifest.Attachment:
			count["A-"]++
			stem = fmt.Sprintf("A-%04d", count["A-"])
		case manifest.Certificate:
			count["C-"]++
			stem = fmt.Sprintf("C-%04d", count["C-"])
		default:
			return nil, fmt.Errorf("file %q: role %q", f.name(), f.Role)
		}
		paths[i] = f.Role.Folder() + stem + ext
	}
	return paths, nil
}

// repeated is the stem of the next file of this name and extension.
func repeated(stem, ext string, count map[string]int) string {
	count[stem+ext]++
	if n := count[stem+ext]; n > 1 {
		return fmt.Sprintf("%s.%d", stem, n)
	}
	return stem
}

// types are the media types that we name: extension, type. The first of a type is its
// extension. They are not taken from the system, which differs from one to the next.
var types = [...][2]string{
	{".pdf", "application/pdf"},
	{".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
	{".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
	{".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
	{".xls", "application/vnd.ms-excel"},
	{".doc", "application/msword"},
	{".ppt", "application/vnd.ms-powerpoint"},
	{".txt", "text/plain"},
	{".csv", "text/csv"},
	{".html", "text/html"},
	{".xml", "application/xml"},
	{".json", "application/json"},
	{".yaml", "application/yaml"},
	{".png", "image/png"},
	{".jpg", "image/jpeg"},
	{".jpeg", "image/jpeg"},
	{".gif", "image/gif"},
	{".tif", "image/tiff"},
	{".tiff", "image/tiff"},
	{".eml", "message/rfc822"},
	{".zip", "application/zip"},
}

// extension is that of the file's media type; of an unknown type, that of its original
// name if it is plain; otherwise ".bin".
func (f *File) extension() string {
	for _, t := range types {
		if t[1] == f.MediaType {
			return t[0]
		}
	}
	if ext := f.originalExtension(); extension.MatchString(ext) {
		return ext
	}
	return ".bin"
}

// mediaType is what the file says, or what its original name tells.
func (f *File) mediaType() string {
	if f.MediaType != "" {
		return f.MediaType
	}
	ext := f.originalExtension()
	for _, t := range types {
		if t[0] == ext {
			return t[1]
		}
	}
	return "application/octet-stream"
}

func (f *File) originalExtension() string { return strings.ToLower(path.Ext(f.OriginalName)) }
