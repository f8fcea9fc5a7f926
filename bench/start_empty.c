/* The least that a program linked to the C library can do: the floor of every start. */
int main(void) { return 0; }
