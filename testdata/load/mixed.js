// The load of the service: 500 requests a second for a minute, of cases 30 %, checks 20,
// deadlines 15, form PDFs 15, packages 20, over as many cases as CASES says.
//
//   yoshiki serve --data service                                 # prints the token
//   k6 run -e URL=http://127.0.0.1:8630 -e TOKEN=… -e CASES=1000 testdata/load/mixed.js
import http from 'k6/http';
import { check } from 'k6';

const url = __ENV.URL, many = Number(__ENV.CASES || 100), rate = Number(__ENV.RATE || 500);
const sample = open('../cases/small-saas.yaml');
const headers = { Authorization: `Bearer ${__ENV.TOKEN}` };
const tag = (name) => ({ headers, tags: { name } });

export const options = {
  setupTimeout: '10m',
  scenarios: {
    mixed: { executor: 'constant-arrival-rate', rate, timeUnit: '1s', duration: __ENV.TIME || '60s', preAllocatedVUs: 50, maxVUs: 400 },
  },
  thresholds: {
    http_req_failed: ['rate==0'],
    'http_req_duration{scenario:mixed}': ['p(99)<=50'],
    'http_req_duration{name:form}': ['p(50)<=5'],
    'http_req_duration{name:case}': [], 'http_req_duration{name:check}': [], 'http_req_duration{name:deadlines}': [], 'http_req_duration{name:packages}': [],
  },
};

export function setup() {
  for (let i = 0; i < many; i++) {
    const text = sample.replace('id: small-saas', `id: load-${i}`);
    const made = http.post(`${url}/v1/cases`, text, { headers: { ...headers, 'Content-Type': 'application/yaml' } });
    if (made.status !== 201 && made.status !== 409) throw new Error(`${made.status} ${made.body}`);
  }
}

export default function () {
  const at = `${url}/v1/cases/load-${Math.floor(Math.random() * many)}`, dice = Math.random() * 100;
  let answer;
  if (dice < 30) answer = http.get(at, tag('case'));
  else if (dice < 50) answer = http.get(`${at}/check?no-files=true`, tag('check'));
  else if (dice < 65) answer = http.get(`${at}/deadlines`, tag('deadlines'));
  else if (dice < 80) answer = http.get(`${at}/forms/2-4`, tag('form'));
  else answer = http.get(`${url}/v1/packages`, tag('packages'));
  check(answer, { answered: (r) => r.status === 200 });
}
