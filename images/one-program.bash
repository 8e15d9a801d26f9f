# one-program.bash -- for a script that compiles one Go program and makes no image of it. The script
# sets images, the folder of this file.

# shellcheck source-path=SCRIPTDIR
source "$images/../scripts/lab/lab.bash"
source "$scripts/lab/install.bash"
source "$images/cache.bash"
source "$images/go-command.bash"
source "$images/programs.bash"

# use_recipe NAME: afterwards make_program compiles the program, and program_folder says where it is.
use_recipe() {
  # shellcheck disable=SC2034  # read by programs.bash
  name=$1 folder=$images/$1
  # shellcheck source=/dev/null  # one recipe per program, chosen by the script
  source "$folder/recipe.bash"
}
