package s3

import (
	"context"
	"errors"
	"fmt"
	"regexp"

	"github.com/minio/minio-go/v7"
)

// AccessError says what is wrong with an address or the credentials, by what a server answered.
type AccessError struct {
	ja, en string
	err    error // the answer
}

func (e *AccessError) Error() string { return e.en }

// Words are the same in Japanese and English.
func (e *AccessError) Words() (ja, en string) { return e.ja, e.en }

func (e *AccessError) Unwrap() error { return e.err }

// refusals are the answers whose cause the user can mend.
var refusals = map[string][2]string{
	"InvalidAccessKeyId":    {"アクセスキー（AWS_ACCESS_KEY_ID）をサーバーが知りません", "the server does not know the access key (AWS_ACCESS_KEY_ID)"},
	"XAdminUserNotFound":    {"アクセスキー（AWS_ACCESS_KEY_ID）をサーバーが知りません", "the server does not know the access key (AWS_ACCESS_KEY_ID)"}, // of versitygw
	"SignatureDoesNotMatch": {"秘密鍵（AWS_SECRET_ACCESS_KEY）が違います", "the secret key is wrong (AWS_SECRET_ACCESS_KEY)"},
	"RequestTimeTooSkewed":  {"この機械の時計が合っていません", "the clock of this machine is wrong"},
	"ExpiredToken":          {"認証情報の期限が切れています", "the credentials have expired"},
	"InvalidToken":          {"セッショントークン（AWS_SESSION_TOKEN）が違います", "the session token is wrong (AWS_SESSION_TOKEN)"},
	"NoSuchBucket":          {"その名前のバケットがありません", "no such bucket"},
}

var expecting = regexp.MustCompile(`expecting '([\w-]+)'`)

// refused asks a server why it does not give the bucket: an answer to HEAD has no words. It
// gives the error that was there if the server says nothing that helps.
func (s *Store) refused(ctx context.Context, err error) error {
	var answer minio.ErrorResponse
	ask := s.retry(ctx, s.answerTime(), func(context.Context, int) error {
		_, err := s.core.ListObjectsV2(s.config.Bucket, s.config.Prefix, "", "", "", 1)
		return err
	})
	if !errors.As(ask, &answer) {
		return err
	}
	region := answer.Region
	if found := expecting.FindStringSubmatch(answer.Message); region == "" && found != nil {
		region = found[1]
	}
	if region != "" && region != s.config.Region {
		return &AccessError{fmt.Sprintf("バケットのリージョンは %s です。region=%[1]s と指定してください", region),
			fmt.Sprintf("the bucket is in the region %s: write region=%[1]s", region), err}
	}
	if words, known := refusals[answer.Code]; known {
		return &AccessError{words[0], words[1], err}
	}
	return err
}
