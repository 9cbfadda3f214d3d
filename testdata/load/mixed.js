// The load of the service, see doc.go: RATE requests a second for TIME, of cases 30 %, checks 20,
// deadlines 15, form PDFs 15, packages 20, of which half are lists. OUT is the file that takes the
// summary. With MIX=bare there is one kind of request, for a server that knows no other.
import http from 'k6/http';
import { check } from 'k6';

const url = __ENV.URL, many = Number(__ENV.CASES), bare = __ENV.MIX === 'bare';
const headers = { Authorization: `Bearer ${__ENV.TOKEN}` };
const tag = (name) => ({ headers, tags: { name } });

export const options = {
  summaryTrendStats: ['count', 'med', 'p(95)', 'p(99)', 'max'],
  scenarios: {
    mixed: { executor: 'constant-arrival-rate', rate: Number(__ENV.RATE), timeUnit: '1s', duration: __ENV.TIME, preAllocatedVUs: 50, maxVUs: 400 },
  },
  thresholds: {
    http_req_failed: ['rate==0'],
    http_req_duration: ['p(99)<=50'],
    'http_req_duration{name:form}': ['p(50)<=5'],
    'http_req_duration{name:case}': [], 'http_req_duration{name:check}': [], 'http_req_duration{name:deadlines}': [], 'http_req_duration{name:packages}': [],
  },
};

export function setup() {
  return bare ? [] : http.get(`${url}/v1/packages?limit=100`, { headers }).json('packages').map((p) => p.id);
}

export default function (packages) {
  const at = `${url}/v1/cases/load-${Math.floor(Math.random() * many)}`, dice = Math.random() * 100;
  let answer;
  if (bare) answer = http.get(url);
  else if (dice < 30) answer = http.get(at, tag('case'));
  else if (dice < 50) answer = http.get(`${at}/check?no-files=true`, tag('check'));
  else if (dice < 65) answer = http.get(`${at}/deadlines`, tag('deadlines'));
  else if (dice < 80) answer = http.get(`${at}/forms/2-4`, tag('form'));
  else if (dice < 90 || packages.length === 0) answer = http.get(`${url}/v1/packages`, tag('packages'));
  else answer = http.get(`${url}/v1/packages/${packages[Math.floor(Math.random() * packages.length)]}`, tag('packages'));
  check(answer, { answered: (r) => r.status === 200 });
}

export function handleSummary(data) {
  return { [__ENV.OUT]: JSON.stringify(data) };
}
