package vet

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
)

// padding is what fills up a password (ISO 32000-1, algorithm 2).
const padding = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

// pdfCrypt decrypts the streams of a file that opens without a password.
type pdfCrypt struct {
	key   []byte
	aes   bool
	whole bool // the key of the file is that of every object (AES-256)
	none  bool // streams are not encrypted
}

// unlock finds the key that the empty password gives. A file that it does not open is
// PDFEncrypted: nobody can say what is in it.
func (p *pdfFile) unlock() error {
	if p.encrypt == nil {
		return nil
	}
	d, ok := p.resolve(p.encrypt).(pdfDict)
	if !ok || p.resolve(d["Filter"]) != pdfName("Standard") {
		return Mark{PDFEncrypted, "unknown cipher"}
	}
	c := &pdfCrypt{}
	length := p.number(d["Length"], 40) / 8
	version, revision := p.number(d["V"], 0), p.number(d["R"], 0)
	switch version {
	case 1:
		length = 5
	case 2, 3:
	case 4, 5:
		if !p.filter(c, d, version) {
			return Mark{PDFEncrypted, "unknown cipher"}
		}
		length = 16
	default:
		return Mark{PDFEncrypted, "unknown cipher"}
	}
	if length < 5 || length > 16 {
		return Mark{PDFEncrypted, "unknown cipher"}
	}
	if version == 5 {
		c.key, c.whole = p.key256(d, revision), true
	} else {
		c.key = p.key128(d, revision, length)
	}
	if c.key == nil {
		return Mark{PDFEncrypted, ""}
	}
	p.mark(PDFProtected, "")
	p.crypt = c
	return nil
}

// filter reads which cipher is for streams.
func (p *pdfFile) filter(c *pdfCrypt, d pdfDict, version int) bool {
	name, given := p.resolve(d["StmF"]).(pdfName)
	if !given || name == "Identity" {
		c.none = true
		return true
	}
	filters, _ := p.resolve(d["CF"]).(pdfDict)
	filter, _ := p.resolve(filters[name]).(pdfDict)
	switch method, _ := p.resolve(filter["CFM"]).(pdfName); method {
	case "AESV2", "AESV3":
		c.aes = true
		return true
	case "None":
		c.none = true
		return true
	case "V2":
		return version == 4
	}
	return false
}

func (p *pdfFile) text(d pdfDict, key pdfName) []byte {
	s, _ := p.resolve(d[key]).(pdfString)
	return []byte(s)
}

// key128 is algorithm 2, and algorithms 4 and 5 to prove it.
func (p *pdfFile) key128(d pdfDict, revision, length int) []byte {
	owner, user := p.text(d, "O"), p.text(d, "U")
	permissions, _ := p.resolve(d["P"]).(int64)
	if len(owner) < 32 || len(user) < 32 {
		return nil
	}
	h := md5.New()
	h.Write([]byte(padding))
	h.Write(owner[:32])
	h.Write(binary.LittleEndian.AppendUint32(nil, uint32(permissions)))
	h.Write([]byte(p.id))
	if metadata, given := p.resolve(d["EncryptMetadata"]).(bool); revision >= 4 && given && !metadata {
		h.Write([]byte{0xff, 0xff, 0xff, 0xff})
	}
	key := h.Sum(nil)
	if revision >= 3 {
		for range 50 {
			sum := md5.Sum(key[:length])
			key = sum[:]
		}
	}
	key = key[:length]
	proof := []byte(padding)
	if revision >= 3 {
		sum := md5.Sum(append([]byte(padding), p.id...))
		proof = sum[:]
	}
	for i := range 20 {
		turn := bytes.Clone(key)
		for j := range turn {
			turn[j] ^= byte(i)
		}
		proof = rc4With(turn, proof)
		if revision < 3 {
			break
		}
	}
	if !bytes.Equal(proof, user[:len(proof)]) {
		return nil
	}
	return key
}

func rc4With(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// key256 is algorithm 2.A of ISO 32000-2, with the empty password of the user or owner.
func (p *pdfFile) key256(d pdfDict, revision int) []byte {
	user, owner := p.text(d, "U"), p.text(d, "O")
	if len(user) < 48 {
		return nil
	}
	if key := unwrap(user, p.text(d, "UE"), nil, revision); key != nil {
		return key
	}
	return unwrap(owner, p.text(d, "OE"), user[:48], revision)
}

// unwrap gives the key of the file if the proof is that of the empty password. More is
// what is hashed along.
func unwrap(proof, wrapped, more []byte, revision int) []byte {
	if len(proof) < 48 || len(wrapped) < 32 {
		return nil
	}
	hash := func(salt []byte) []byte {
		sum := sha256.Sum256(append(bytes.Clone(salt), more...))
		if revision < 6 {
			return sum[:]
		}
		return harden(sum[:], more)
	}
	if !bytes.Equal(hash(proof[32:40]), proof[:32]) {
		return nil
	}
	block, err := aes.NewCipher(hash(proof[40:48]))
	if err != nil {
		return nil
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(key, wrapped[:32])
	return key
}

// harden is algorithm 2.B for the empty password.
func harden(k, more []byte) []byte {
	for round := 1; ; round++ {
		text := bytes.Repeat(append(bytes.Clone(k), more...), 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(text, text)
		rest := 0
		for _, b := range text[:16] {
			rest += int(b)
		}
		switch rest % 3 {
		case 0:
			s := sha256.Sum256(text)
			k = s[:]
		case 1:
			s := sha512.Sum384(text)
			k = s[:]
		default:
			s := sha512.Sum512(text)
			k = s[:]
		}
		if round >= 64 && int(text[len(text)-1]) <= round-32 {
			return k[:32]
		}
	}
}

// decrypt decrypts a stream of an object (algorithm 1). Objects of generations other
// than 0 do not occur where it is used.
func (c *pdfCrypt) decrypt(number int, data []byte) []byte {
	if c.none {
		return data
	}
	key := c.key
	if !c.whole {
		seed := append(bytes.Clone(key), byte(number), byte(number>>8), byte(number>>16), 0, 0)
		if c.aes {
			seed = append(seed, "sAlT"...)
		}
		sum := md5.Sum(seed)
		key = sum[:min(len(c.key)+5, 16)]
	}
	if !c.aes {
		return rc4With(key, data)
	}
	block, err := aes.NewCipher(key)
	if n := len(data) / aes.BlockSize * aes.BlockSize; err == nil && n > aes.BlockSize {
		out := make([]byte, n-aes.BlockSize)
		cipher.NewCBCDecrypter(block, data[:aes.BlockSize]).CryptBlocks(out, data[aes.BlockSize:n])
		return out
	}
	return nil
}
