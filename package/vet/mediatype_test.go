package vet_test

import (
	"testing"

	"yoshiki/package/vet"
)

func TestMediaType(t *testing.T) {
	for ext, want := range map[string]string{
		".pdf": "application/pdf", ".doc": "application/msword", ".csv": "text/csv", ".json": "application/json", ".eml": "message/rfc822",
		".xml": "application/xml", ".html": "text/html", ".md": "text/plain", ".jpeg": "image/jpeg", ".exe": "application/octet-stream", "": "application/octet-stream",
	} {
		if got := vet.MediaType(ext); got != want {
			t.Errorf("%s: %s; want %s", ext, got, want)
		}
	}
	for mediaType, want := range map[string]string{"text/plain": ".txt", "image/jpeg": ".jpg", "application/rtf": ".rtf", "application/x-elf": "", "": ""} {
		if got := vet.Extension(mediaType); got != want {
			t.Errorf("%s: %s; want %s", mediaType, got, want)
		}
	}
}
