package casefile

// Applicant is the cloud service provider (2.2), called registrant once registered (2.3).
type Applicant struct {
	// Thirteen digits with a right check digit; on Form 2-4 it takes the certificate's place (8.1(1)).
	CorporateNumber CorporateNumber `yaml:"corporate_number" ja:"法人番号（13桁）"`
	// Legal name as registered, kept to the character.
	Name Text `yaml:"name" ja:"名称（商号）" need:"1"`
	// Reading of the name in katakana.
	NameKana Text `yaml:"name_kana" ja:"名称のフリガナ"`
	// Postal code, as in 100-0001.
	PostalCode Text `yaml:"postal_code" ja:"郵便番号（例：100-0001）"`
	// Address of the head office as registered.
	Address Text `yaml:"address" ja:"所在地" need:"1"`
	// Who represents the provider.
	Representative Person `yaml:"representative" ja:"代表者" need:"1"`
	// Representative or agent in Japan of a foreign corporation.
	Agent Agent `yaml:"agent" ja:"日本における代表者又は代理人（外国法人の場合）"`
}

// Person is a named office holder.
type Person struct {
	// Office or title.
	Title Text `yaml:"title" ja:"役職" need:"1"`
	// Family and given name, kept to the character.
	Name Text `yaml:"name" ja:"氏名" need:"1"`
	// Reading of the name in katakana.
	Kana Text `yaml:"kana" ja:"フリガナ"`
}

// Agent stands for a foreign corporation in Japan.
type Agent struct {
	// Name of the person or firm.
	Name Text `yaml:"name" ja:"名称又は氏名" need:"1"`
	// Address in Japan.
	Address Text `yaml:"address" ja:"所在地" need:"1"`
	// Telephone number in Japan.
	Phone Text `yaml:"phone" ja:"電話番号"`
}

// Contact is the desk that answers enquiries (4.4, 9.5, 10.3).
type Contact struct {
	// Department.
	Department Text `yaml:"department" ja:"部署名" need:"1"`
	// Office or title.
	Title Text `yaml:"title" ja:"役職"`
	// Name.
	Name Text `yaml:"name" ja:"氏名" need:"1"`
	// Reading of the name in katakana.
	Kana Text `yaml:"kana" ja:"フリガナ"`
	// Telephone number.
	Phone Text `yaml:"phone" ja:"電話番号" need:"1"`
	// Mail address.
	Email Text `yaml:"email" ja:"電子メールアドレス" need:"1"`
	// Deputies, who can file when the first contact cannot.
	Deputies []Deputy `yaml:"deputies" ja:"副担当者"`
}

// Deputy stands in for the contact.
type Deputy struct {
	// Name.
	Name Text `yaml:"name" ja:"氏名" need:"1"`
	// Department and title.
	Department Text `yaml:"department" ja:"部署名・役職"`
	// Telephone number.
	Phone Text `yaml:"phone" ja:"電話番号"`
	// Mail address.
	Email Text `yaml:"email" ja:"電子メールアドレス"`
}

// Service is the cloud service that is to be, or is, registered (2.1, 11.5(1) and (2)).
type Service struct {
	// Name as it will stand in the list (7.9(1), 11.5(1)).
	Name Text `yaml:"name" ja:"クラウドサービスの名称" need:"1"`
	// Name in English.
	NameEnglish Text `yaml:"name_english" ja:"クラウドサービスの英語名称"`
	// Address of the service's website (11.5(2)).
	URL Text `yaml:"url" ja:"ウェブサイトのURL" need:"1"`
	// What the service does, in a few sentences.
	Summary Text `yaml:"summary" ja:"サービスの概要" need:"1"`
	// Day on which the service began.
	Started Date `yaml:"started" ja:"提供開始日"`
	// Functions that users can use (3.3).
	Functions []Function `yaml:"functions" ja:"サービスの機能" need:"1"`
}

// Function is one function of the service (3.3).
type Function struct {
	// Number by which other parts of the case refer to it: "F1".
	No Text `yaml:"no" ja:"番号（例：F1）" need:"1"`
	// Name of the function.
	Name Text `yaml:"name" ja:"機能名" need:"1"`
	// What it does.
	Summary Text `yaml:"summary" ja:"概要" need:"1"`
	// Information that it handles.
	Information Text `yaml:"information" ja:"取り扱う情報"`
}

// Offices are the names under which the authorities' notices go out.
type Offices struct {
	// ISMAP Operations Support Organization (1.2).
	OperationsSupport Office `yaml:"operations_support" ja:"ISMAP運用支援機関"`
	// ISMAP Steering Committee.
	Committee Office `yaml:"committee" ja:"ISMAP運営委員会"`
	// Ministries and agencies responsible for the System.
	Ministries Office `yaml:"ministries" ja:"制度所管省庁"`
}

// Office is one sender of notices.
type Office struct {
	// Name as printed.
	Name Text `yaml:"name" ja:"名称" need:"1"`
	// Office holder who signs.
	Signatory Text `yaml:"signatory" ja:"発信者の役職・氏名"`
}

// Reference quotes another document: a notice or filing that this one answers.
type Reference struct {
	// Its document number, where the sender keeps one.
	Number Text `yaml:"number" ja:"文書番号"`
	// Its date.
	Date Date `yaml:"date" ja:"日付" need:"1"`
	// Its title.
	Title Text `yaml:"title" ja:"題名" need:"1"`
}

// Period is a span of days, both ends within it.
type Period struct {
	// First day.
	From Date `yaml:"from" ja:"自" need:"1"`
	// Last day.
	To Date `yaml:"to" ja:"至" need:"1"`
}
