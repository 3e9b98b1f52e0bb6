/** Verbs that return information and leave nothing behind. */
import { words } from "./words.ts";

export const READ_VERBS = {
  read: words(`
    scrape tell hget hgetall mget lrange smembers zrange scard llen dbsize hexists ttl get list search find read
    fetch retrieve lookup query show view describe display browse inspect check count explore discover locate
    peek preview return load see scan examine review look watch tail head cat ls dir stat tree grep rg glob
    enumerate identify detect diagnose diff compare trace monitor observe ping probe poll whoami introspect
    filter sort grab obtain collect gather recall recap print dump report reveal surface learn investigate
    troubleshoot research profile audit iterate wait await sleep whois nslookup  traceroute geocode isochrone
    capture screenshot snapshot expand help xray blame history listen trending top recommend suggest rank
    crosscheck highlight page paginate next quote assert typecheck echo hello greet roll pick choose decide
    route tldr score assess judge critique track fetchall guess hunt recite tally tabulate  fingerprint
    grade inquire enquire seek appraise present traverse cite pinpoint recognize recognise uncover geolocate
    hexdump receive spot walk ripgrep interrogate advise shortlist elucidate`),
  compute: words(`
    calculate compute convert format parse render analyze analyse transform translate encode decode hash encrypt
    decrypt minify beautify prettify extract summarize summarise classify predict infer embed tokenize tokenise
    visualize visualise plot chart graph interpolate integrate differentiate simplify factor subtract multiply
    divide sum average sqrt round random uuid correlate aggregate explain validate verify lint simulate estimate
    forecast measure interpret ocr transcribe spell grammar rephrase paraphrase rewrite proofread chunk
    normalize normalise match cluster reproject buffer intersect derive determine deduce clarify contrast rerank
    abbreviate canonicalize decompose denormalize disambiguate elaborate precompute standardize negate symbolicate
    demonstrate sample anonymize approximate autocomplete collate condense deduplicate disassemble decompile
    deobfuscate demangle deserialize dedupe digest discretize featurize humanize impute lemmatize localize
    polish pseudonymize quantify quantize resample rescore reword sanitize segment serialize stem stringify
    transliterate transpile transpose triangulate unify union unminify unscramble vet prove weigh redline depict
    illustrate unwind reconstruct solve`),
  think: words(`
    think reason reflect brainstorm ponder plan sequentialthinking deliberate contemplate consider mull
    introspect outline`),
} as const;
