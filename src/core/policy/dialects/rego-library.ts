/** The type rules of policy.json version 1 in Rego; part of every exported module, so that one file is enough. */
export const REGO_LIBRARY = `
# What follows is the same in every exported policy: how a condition is judged.

all_hold(outcomes) if {
	every outcome in outcomes {
		outcome == "holds"
	}
}

none_fails(outcomes) if {
	every outcome in outcomes {
		outcome != "fails"
	}
}

# Each key is the set of what it may be: text, or an index of a list.
lookup(keys) := [value |
	some path, value
	walk(object.get(input, "arguments", {}), [path, value])
	count(path) == count(keys)
	every index, key in path {
		key in keys[index]
	}
]

judge(keys, operator, want) := outcome(operator, values[0], want) if {
	values := lookup(keys)
	count(values) == 1
}

judge(keys, operator, want) := "holds" if {
	count(lookup(keys)) == 0
	operator == "exists"
	want == false
}

judge(keys, operator, want) := "fails" if {
	count(lookup(keys)) == 0
	not asks_for_nothing(operator, want)
}

asks_for_nothing(operator, want) if {
	operator == "exists"
	want == false
}

outcome(operator, value, want) := "cannot-judge" if {
	unclear(operator, value, want)
}

outcome(operator, value, want) := "holds" if {
	not unclear(operator, value, want)
	is_true(operator, value, want)
}

outcome(operator, value, want) := "fails" if {
	not unclear(operator, value, want)
	not is_true(operator, value, want)
}

unclear(operator, value, _) if {
	operator in {"lt", "lte", "gt", "gte"}
	not is_number(value)
}

unclear(operator, value, _) if {
	operator == "regex"
	not is_string(value)
}

unclear(operator, value, _) if {
	operator == "contains"
	not is_string(value)
	not is_array(value)
}

unclear(operator, value, want) if {
	operator == "contains"
	is_string(value)
	not is_string(want)
}

is_true(operator, _, want) if {
	operator == "exists"
	want == true
}

is_true(operator, value, want) if {
	operator == "eq"
	value == want
}

is_true(operator, value, want) if {
	operator == "neq"
	value != want
}

is_true(operator, value, want) if {
	operator == "lt"
	value < want
}

is_true(operator, value, want) if {
	operator == "lte"
	value <= want
}

is_true(operator, value, want) if {
	operator == "gt"
	value > want
}

is_true(operator, value, want) if {
	operator == "gte"
	value >= want
}

is_true(operator, value, want) if {
	operator == "in"
	value in want
}

is_true(operator, value, want) if {
	operator == "not_in"
	not value in want
}

is_true(operator, value, want) if {
	operator == "regex"
	regex.match(want, value)
}

is_true(operator, value, want) if {
	operator == "contains"
	is_string(value)
	contains(value, want)
}

is_true(operator, value, want) if {
	operator == "contains"
	is_array(value)
	want in value
}
`;
