namespace PingOneScenarios.Engine.Reporting.Curl;

/// <summary>The functions a script is made of; one that is not called is left out.</summary>
internal static class ScriptFunctions
{
    /// <summary>Sends a request; always needed.</summary>
    public const string Always = """
        work=$(mktemp -d)
        trap 'rm -rf "${work}"' EXIT
        jar=${work}/cookies
        number=0
        redirect=

        fail() {
          printf '%s\n' "$1" >&2
          exit 1
        }

        # expect STATUS REQUEST curl OPTION…: sends a request and prints its status, which has to be that of the run; "any" takes every status,
        # 000 stands for no answer. The options go to curl through pipes, so that no secret stands in the list of processes.
        expect() {
          local wanted=$1 request=$2 config='' body='' value result status
          shift 3
          while [ $# -gt 0 ]; do
            case $1 in
              --head | --compressed) config+=${1#--}$'\n' && shift && continue ;;
              --data-raw) body=$2 value=@- && config+='data-binary' ;;
              *) value=$2 && config+=${1#--} ;;
            esac
            value=${value//\\/\\\\} value=${value//\"/\\\"} value=${value//$'\n'/\\n} value=${value//$'\r'/\\r}
            config+=" = \"${value}\""$'\n'
            shift 2
          done
          result=$(printf '%s' "${body}" | curl --disable --config <(printf '%s' "${config}") --silent --show-error --http1.1 --globoff \
            --path-as-is --proto =http,https --max-time 60 --user-agent p1s --header Accept: --header Content-Type: --header Expect: \
            --output "${work}/answer" --dump-header "${work}/head" --write-out '%{http_code} %{redirect_url}') || true
          status=${result%% *} redirect=${result#* } number=$((number + 1))
          printf '%3d %s %s\n' "${number}" "${request}" "${status}"
          [ "${wanted}" = any ] || [ "${wanted}" = "${status}" ] || fail "    the run got ${wanted}"
        }
        """;

    /// <summary>The others in their order: what they are for, and what they are.</summary>
    public static readonly (string Name, string Text)[] Others =
    [
        (
            "redirected",
            """
            # redirected ORIGIN: where the last answer redirects to, which has to be the origin of the run.
            redirected() {
              case ${redirect} in
                "$1"/*) printf '%s' "${redirect}" ;;
                *) fail "    the answer redirects to another origin than $1" ;;
              esac
            }
            """
        ),
        (
            "member",
            """
            # member FILTER: a member of the last answer, which is JSON.
            member() {
              jq -er "$1 | if . == null then error else . end | if type == \"string\" then . else tojson end" "${work}/answer" 2>/dev/null ||
                fail "    the answer has no $1"
            }
            """
        ),
        (
            "location_field",
            """
            # location_field NAME: a field of the query or the fragment of the address the last answer redirects to.
            location_field() {
              local line rest='' field value
              while IFS= read -r line; do
                case $line in [Ll][Oo][Cc][Aa][Tt][Ii][Oo][Nn]:*) rest=${line%$'\r'} ;; esac
              done <"${work}/head"
              rest=${rest#*[?#]}
              while [ -n "${rest}" ]; do
                field=${rest%%[?#&]*}
                rest=${rest:${#field}} rest=${rest:1}
                if [ "${field%%=*}" = "$1" ]; then
                  value=${field#*=} value=${value//+/ } value=${value//\\/\\\\}
                  printf '%b' "${value//%/\\x}"
                  return
                fi
              done
              fail "    the answer redirects to an address without $1"
            }
            """
        ),
        (
            "answer_header",
            """
            # answer_header NAME: a header of the last answer.
            answer_header() (
              shopt -s nocasematch
              while IFS= read -r line; do
                line=${line%$'\r'}
                if [[ ${line%%:*} == "$1" ]]; then
                  line=${line#*:}
                  printf '%s' "${line#"${line%%[![:blank:]]*}"}"
                  exit
                fi
              done <"${work}/head"
              fail "    the answer has no header $1"
            )
            """
        ),
        (
            "answer_text",
            """
            # answer_text: the whole text of the last answer.
            answer_text() {
              cat "${work}/answer"
            }
            """
        ),
        (
            "urlencoded",
            """
            # urlencoded TEXT: as it stands in an address.
            urlencoded() {
              local i letter code encoded=''
              for ((i = 0; i < ${#1}; i++)); do
                letter=${1:i:1}
                case $letter in
                  [A-Za-z0-9._~-]) encoded+=$letter ;;
                  *)
                    printf -v code '%d' "'${letter}"
                    printf -v code '%%%02X' "$((code & 255))"
                    encoded+=$code
                    ;;
                esac
              done
              printf '%s' "${encoded}"
            }
            """
        ),
        (
            "formencoded",
            """
            # formencoded TEXT: as it stands in a form.
            formencoded() {
              local encoded
              encoded=$(urlencoded "$1")
              printf '%s' "${encoded//%20/+}"
            }
            """
        ),
        (
            "json",
            """
            # json TEXT: as it stands between the quotes of a JSON text.
            json() {
              local text=$1 i letter code
              text=${text//\\/\\\\} text=${text//\"/\\\"} text=${text//$'\n'/\\n} text=${text//$'\r'/\\r} text=${text//$'\t'/\\t}
              case $text in
                *[$'\x01'-$'\x1f']*)
                  for ((i = 1; i < 32; i++)); do
                    printf -v code '\\x%02x' "${i}" && printf -v letter '%b' "${code}" && printf -v code '\\u%04x' "${i}"
                    text=${text//"${letter}"/${code}}
                  done
                  ;;
              esac
              printf '%s' "${text}"
            }
            """
        ),
        (
            "xml",
            """
            # xml TEXT: as it stands in an XML text.
            xml() {
              local text=$1
              text=${text//'&'/'&amp;'} text=${text//'<'/'&lt;'} text=${text//'>'/'&gt;'} text=${text//'"'/'&quot;'} text=${text//"'"/'&apos;'}
              printf '%s' "${text}"
            }
            """
        ),
        (
            "signed",
            """
            base64url() {
              openssl base64 -A | tr '+/' '-_' | tr -d '='
            }

            # hmac BITS KEY: of standard input (RFC 2104), without the key in the list of processes.
            hmac() {
              local block=64 key i inner='' outer=''
              [ "$1" = 256 ] || block=128
              key=$(printf '%s' "$2" | od -An -v -tx1 | tr -d ' \n')
              if [ "${#key}" -gt $((2 * block)) ]; then
                key=$(printf '%s' "$2" | openssl dgst "-sha$1" -binary | od -An -v -tx1 | tr -d ' \n')
              fi
              printf -v key "%-$((2 * block))s" "${key}"
              key=${key// /0}
              for ((i = 0; i < 2 * block; i += 2)); do
                printf -v inner '%s\\x%02x' "${inner}" "$((0x${key:i:2} ^ 0x36))"
                printf -v outer '%s\\x%02x' "${outer}" "$((0x${key:i:2} ^ 0x5c))"
              done
              { printf '%b' "${inner}" && cat; } | openssl dgst "-sha$1" -binary | { printf '%b' "${outer}" && cat; } | openssl dgst "-sha$1" -binary
            }

            # signed BITS KEY HEADER CLAIMS SECONDS: a JSON Web Token of these claims, valid from now on, with an id of its own.
            signed() {
              local now claims input
              now=$(date +%s)
              claims=${4%\}}
              [ "${claims}" = '{' ] || claims+=,
              claims+="\"jti\":\"$(openssl rand -hex 16)\",\"iat\":${now},\"exp\":$((now + $5))}"
              input=$(printf '%s' "$3" | base64url).$(printf '%s' "${claims}" | base64url)
              printf '%s.%s' "${input}" "$(printf '%s' "${input}" | hmac "$1" "$2" | base64url)"
            }
            """
        ),
    ];
}
