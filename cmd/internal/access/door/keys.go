package door

import (
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// How long the keys of the identity provider are believed, how often they are asked for when a
// token names one that is not among them, and how long they do while the provider is away.
const (
	keysFresh = 5 * time.Minute
	keysRetry = 30 * time.Second
	keysStale = time.Hour
)

// keys are the public keys of the identity provider.
type keys struct {
	mu    sync.Mutex
	set   jose.JSONWebKeySet
	read  time.Time // when they were
	asked time.Time // when somebody last tried
}

// find is the one key that a token may be signed with.
func (k *keys) find(ctx context.Context, i *Issuer, h header, now time.Time) (any, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	found := k.matching(h)
	if now.Sub(k.read) > keysFresh || len(found) == 0 {
		if err := k.refresh(ctx, i, now); err != nil && now.Sub(k.read) > keysStale {
			return nil, err
		}
		found = k.matching(h)
	}
	if len(found) != 1 {
		return nil, refuse("%d keys fit", len(found))
	}
	return found[0].Key, nil
}

// matching are the keys of a name that fit an algorithm.
func (k *keys) matching(h header) (found []jose.JSONWebKey) {
	for _, key := range k.set.Keys {
		if (h.Key == "" || key.KeyID == h.Key) && (key.Algorithm == "" || key.Algorithm == string(h.Algorithm)) && key.Use != "enc" && fits(key.Key, h.Algorithm) {
			found = append(found, key)
		}
	}
	return found
}

// fits reports whether a key is a public one, strong enough, of the kind that an algorithm wants.
func fits(key any, algorithm jose.SignatureAlgorithm) bool {
	switch key := key.(type) {
	case *rsa.PublicKey:
		return (algorithm[0] == 'R' || algorithm[0] == 'P') && key.N.BitLen() >= 2048 && key.E > 2
	case *ecdsa.PublicKey:
		return algorithm == map[int]jose.SignatureAlgorithm{256: jose.ES256, 384: jose.ES384, 521: jose.ES512}[key.Params().BitSize]
	case ed25519.PublicKey:
		return algorithm == jose.EdDSA
	}
	return false
}

// refresh reads the keys, unless somebody has just tried.
func (k *keys) refresh(ctx context.Context, i *Issuer, now time.Time) error {
	if !k.asked.IsZero() && now.Sub(k.asked) < keysRetry {
		return errors.New("the keys of the identity provider were not to be had a moment ago")
	}
	k.asked = now
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, i.Keys, nil)
	if err != nil {
		return err
	}
	answer, err := i.Client.Do(request)
	if err != nil {
		return fmt.Errorf("the keys of the identity provider: %w", err)
	}
	data, err := io.ReadAll(answer.Body)
	if err := errors.Join(err, answer.Body.Close()); err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the keys of the identity provider: %s", answer.Status)
	}
	var set jose.JSONWebKeySet
	if err := json.Unmarshal(data, &set); err != nil {
		return fmt.Errorf("the keys of the identity provider: %w", err)
	}
	k.set, k.read = set, now
	return nil
}
