package casefile

// Applicant is the cloud service provider (2.2), called registrant once registered (2.3).
type Applicant struct {
	// Thirteen digits with a right check digit; on Form 2-4 it takes the certificate's place (8.1(1)).
	CorporateNumber CorporateNumber `yaml:"corporate_number"`
	// Legal name as registered, kept to the character.
	Name Text `yaml:"name"`
	// Reading of the name in katakana.
	NameKana Text `yaml:"name_kana"`
	// Postal code, as in 100-0001.
	PostalCode Text `yaml:"postal_code"`
	// Address of the head office as registered.
	Address Text `yaml:"address"`
	// Who represents the provider.
	Representative Person `yaml:"representative"`
	// Representative or agent in Japan of a foreign corporation.
	Agent Agent `yaml:"agent"`
}

// Person is a named office holder.
type Person struct {
	// Office or title.
	Title Text `yaml:"title"`
	// Family and given name, kept to the character.
	Name Text `yaml:"name"`
	// Reading of the name in katakana.
	Kana Text `yaml:"kana"`
}

// Agent stands for a foreign corporation in Japan.
type Agent struct {
	// Name of the person or firm.
	Name Text `yaml:"name"`
	// Address in Japan.
	Address Text `yaml:"address"`
	// Telephone number in Japan.
	Phone Text `yaml:"phone"`
}

// Contact is the desk that answers enquiries (4.4, 9.5, 10.3).
type Contact struct {
	// Department.
	Department Text `yaml:"department"`
	// Office or title.
	Title Text `yaml:"title"`
	// Name.
	Name Text `yaml:"name"`
	// Reading of the name in katakana.
	Kana Text `yaml:"kana"`
	// Telephone number.
	Phone Text `yaml:"phone"`
	// Mail address.
	Email Text `yaml:"email"`
	// Deputies, who can file when the first contact cannot.
	Deputies []Deputy `yaml:"deputies"`
}

// Deputy stands in for the contact.
type Deputy struct {
	// Name.
	Name Text `yaml:"name"`
	// Department and title.
	Department Text `yaml:"department"`
	// Telephone number.
	Phone Text `yaml:"phone"`
	// Mail address.
	Email Text `yaml:"email"`
}

// Service is the cloud service that is to be, or is, registered (2.1, 11.5(1) and (2)).
type Service struct {
	// Name as it will stand in the list (7.9(1), 11.5(1)).
	Name Text `yaml:"name"`
	// Name in English.
	NameEnglish Text `yaml:"name_english"`
	// Address of the service's website (11.5(2)).
	URL Text `yaml:"url"`
	// What the service does, in a few sentences.
	Summary Text `yaml:"summary"`
	// Day on which the service began.
	Started Date `yaml:"started"`
	// Functions that users can use (3.3).
	Functions []Function `yaml:"functions"`
}

// Function is one function of the service (3.3).
type Function struct {
	// Number by which other parts of the case refer to it: "F1".
	No Text `yaml:"no"`
	// Name of the function.
	Name Text `yaml:"name"`
	// What it does.
	Summary Text `yaml:"summary"`
	// Information that it handles.
	Information Text `yaml:"information"`
}

// Offices are the names under which the authorities' notices go out.
type Offices struct {
	// ISMAP Operations Support Organization (1.2).
	OperationsSupport Office `yaml:"operations_support"`
	// ISMAP Steering Committee.
	Committee Office `yaml:"committee"`
	// Ministries and agencies responsible for the System.
	Ministries Office `yaml:"ministries"`
}

// Office is one sender of notices.
type Office struct {
	// Name as printed.
	Name Text `yaml:"name"`
	// Office holder who signs.
	Signatory Text `yaml:"signatory"`
}

// Reference quotes another document: a notice or filing that this one answers.
type Reference struct {
	// Its document number, where the sender keeps one.
	Number Text `yaml:"number"`
	// Its date.
	Date Date `yaml:"date"`
	// Its title.
	Title Text `yaml:"title"`
}

// Period is a span of days, both ends within it.
type Period struct {
	// First day.
	From Date `yaml:"from"`
	// Last day.
	To Date `yaml:"to"`
}
