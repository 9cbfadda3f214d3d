package signature

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"time"
)

// Authority is a time stamping authority (RFC 3161, section 3.4: over HTTP).
type Authority struct {
	URL    string // of the operator's configuration, never of anyone else; https or http
	Client *http.Client
}

// The most that an answer may take.
const (
	stampTimeout = 30 * time.Second
	maxReply     = 64 << 10
)

// Stamp asks the authority for a time stamp over data and checks it, but for the question
// whether the authority is to be trusted. The nonce must be one that nobody can guess.
// Errors name the authority without the password that its URL may have.
func (a *Authority) Stamp(ctx context.Context, data []byte, nonce *big.Int) ([]byte, error) {
	u, err := url.Parse(a.URL)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, errors.New("time stamp: the authority's address is not an https or http URL")
	}
	der, err := a.ask(ctx, data, nonce)
	if err == nil {
		der, err = stampReply(der, data, nonce)
	}
	if err != nil {
		var plain *url.Error
		if errors.As(err, &plain) {
			err = plain.Err
		}
		return nil, fmt.Errorf("time stamp of %s: %w", u.Host, err)
	}
	return der, nil
}

func (a *Authority) ask(ctx context.Context, data []byte, nonce *big.Int) ([]byte, error) {
	query, err := stampQuery(data, nonce)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, stampTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, a.URL, bytes.NewReader(query))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/timestamp-query")
	client := *a.Client
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, maxReply+1))
	if err = errors.Join(err, response.Body.Close()); err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("answered %d", response.StatusCode)
	}
	if len(body) > maxReply {
		return nil, fmt.Errorf("answered more than %d bytes", maxReply)
	}
	return body, nil
}
